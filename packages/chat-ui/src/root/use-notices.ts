import { useEffect, useMemo } from 'react';
import { createAnnouncer, type Announcer, type AnnouncerStore } from '../announcer/announcer.ts';
import { silentAnnouncer } from '../announcer/use-announcer.ts';
import type { CoreLabels } from '../labels/core-labels.ts';
import { createToasts, type ToastStore } from '../toasts/toasts.ts';

/** How a provider tells its user what happens. */
export interface Notices {
  readonly announcer: Announcer;
  /** What the live regions read; `null` when there are none. */
  readonly regions: AnnouncerStore | null;
  readonly toasts: ToastStore;
}

/** Makes the announcer and the toasts of one provider, once for each language. */
export function useNotices(labels: CoreLabels, liveMode: 'announcer' | 'off'): Notices {
  const { newMessages } = labels;
  const store = useMemo(() => createAnnouncer({ summarise: newMessages }), [newMessages]);
  useEffect(() => store.stop, [store]);
  return useMemo(() => {
    const regions = liveMode === 'off' ? null : store;
    const announcer = regions ?? silentAnnouncer;
    return { announcer, regions, toasts: createToasts(announcer.alert) };
  }, [store, liveMode]);
}
