import { createContext, useContext, type Context } from 'react';

/** A short notice about something that did not work out where the user is not looking. */
export interface Toast {
  /** What happened and what became of it: one or two sentences. */
  readonly text: string;
  /** A button on the notice, such as "Try again". It takes the notice away. */
  readonly actionLabel?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  /** It has gone without the action: the user took it away, or others needed its place. */
  readonly onDismiss?: (() => void) | undefined;
}

/** A toast that is on screen. */
export interface ShownToast extends Toast {
  readonly id: number;
}

/** Shows toasts. Its functions never change. */
export interface Toasts {
  /** Shows a toast until the user takes it away, and says it at once to screen readers. The same text shows once. */
  show(toast: Toast): void;
}

/** Toasts together with what their region reads. */
export interface ToastStore extends Toasts {
  dismiss(id: number): void;
  getState(): readonly ShownToast[];
  subscribe(listener: () => void): () => void;
}

/** More than that would cover the page; the oldest goes. */
const maximumToasts = 3;

/** Creates an empty pile of toasts. `announce` says the text of each. */
export function createToasts(announce: (text: string) => void): ToastStore {
  const listeners = new Set<() => void>();
  let state: readonly ShownToast[] = [];
  let lastId = 0;

  function write(next: readonly ShownToast[]): void {
    state = next;
    for (const listener of listeners) listener();
  }

  return {
    show(toast) {
      lastId += 1;
      const others = state.filter(({ text }) => text !== toast.text);
      const next = [...others, { ...toast, id: lastId }].slice(-maximumToasts);
      const gone = state.filter((shown) => !next.includes(shown));
      write(next);
      for (const shown of gone) shown.onDismiss?.();
      announce(toast.text);
    },
    dismiss: (id) => write(state.filter((toast) => toast.id !== id)),
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const nowhere: Toasts = { show() {} };

/** The toasts of the nearest `ChatUiProvider`. Without one, nothing is shown. */
export const ToastsContext: Context<Toasts> = createContext<Toasts>(nowhere);

/**
 * Shows a notice at the lower edge of the chat, for a failure that has no place of its own on the page. What has one
 * (a message that was not sent, a list that was not loaded) shows it there instead.
 */
export function useToasts(): Toasts {
  return useContext(ToastsContext);
}
