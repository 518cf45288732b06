import { createContext, useContext, type Context } from 'react';
import type { Announcer } from './announcer.ts';

/** Says nothing. */
export const silentAnnouncer: Announcer = { say() {}, alert() {}, arrived() {} };

/** The announcer of the nearest `ChatUiProvider`. Without one, nothing is said. */
export const AnnouncerContext: Context<Announcer> = createContext<Announcer>(silentAnnouncer);

/**
 * What the kit says to people who use a screen reader, and the one way for components to say something: no component
 * sets a live region of its own. `say` waits for a pause, `alert` does not; the object never changes.
 */
export function useAnnouncer(): Announcer {
  return useContext(AnnouncerContext);
}
