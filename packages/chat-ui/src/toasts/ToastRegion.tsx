import { useSyncExternalStore, type ReactNode } from 'react';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { AlertIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import type { ToastStore } from './toasts.ts';

/** The toasts of a provider, above its lower edge. Nothing while there are none. */
export function ToastRegion({ toasts }: { readonly toasts: ToastStore }): ReactNode {
  const labels = useLabels();
  const shown = useSyncExternalStore(toasts.subscribe, toasts.getState, toasts.getState);
  if (shown.length === 0) return null;
  return (
    <section data-part="toasts" aria-label={labels.notices}>
      {shown.map((toast) => (
        <div key={toast.id} data-part="toast">
          <AlertIcon />
          <p dir="auto">{toast.text}</p>
          {toast.actionLabel !== undefined && toast.onAction !== undefined && (
            <button
              type="button"
              data-part="text-button"
              data-state="primary"
              onClick={() => {
                toasts.dismiss(toast.id);
                toast.onAction?.();
              }}
            >
              {toast.actionLabel}
            </button>
          )}
          <IconButton
            label={labels.dismiss}
            onClick={() => {
              toasts.dismiss(toast.id);
              toast.onDismiss?.();
            }}
          >
            <CloseIcon />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
