import { useSyncExternalStore, type ReactNode } from 'react';
import type { AnnouncerStore, Utterance } from './announcer.ts';

/**
 * The two live regions of a provider, always in the document: a region that appears together with its text is not read.
 * What they say is no part of the page that somebody browses, so it is hidden from sight only.
 */
export function AnnouncerRegions({ announcer }: { readonly announcer: AnnouncerStore }): ReactNode {
  const { polite, assertive } = useSyncExternalStore(
    announcer.subscribe,
    announcer.getState,
    announcer.getState,
  );
  return (
    <div data-part="announcer">
      <Region politeness="polite" utterance={polite} />
      <Region politeness="assertive" utterance={assertive} />
    </div>
  );
}

interface RegionProps {
  readonly politeness: 'polite' | 'assertive';
  readonly utterance: Utterance | null;
}

function Region({ politeness, utterance }: RegionProps): ReactNode {
  return (
    <div data-part="visually-hidden" aria-live={politeness} aria-atomic="true">
      {/* A new element for each utterance: the same words twice are a change, too. */}
      {utterance && <p key={utterance.id}>{utterance.text}</p>}
    </div>
  );
}
