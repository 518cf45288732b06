/** What a press of Enter does in the composer. `enter`: sends. `modEnter`: sends with Ctrl or ⌘, otherwise a new line. */
export type SubmitMode = 'enter' | 'modEnter';

/** The parts of a keyboard event that decide whether it sends. */
export interface EnterKeyEvent {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Whether a key is pressed together with Shift, Alt, Ctrl or ⌘. */
export function hasModifier(event: EnterKeyEvent): boolean {
  return event.shiftKey || event.altKey || event.ctrlKey || event.metaKey;
}

/** Whether this key press asks to send. Input method editors are the caller's business. */
export function isSubmitKey(event: EnterKeyEvent, mode: SubmitMode): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
  return mode === 'enter' || event.ctrlKey || event.metaKey;
}

/**
 * The mode where none was chosen: Enter sends, except on devices with only a touch screen, whose keyboards have no
 * Shift+Enter.
 */
export function defaultSubmitMode(matches: (query: string) => boolean): SubmitMode {
  return matches('(pointer: coarse)') && !matches('(any-pointer: fine)') ? 'modEnter' : 'enter';
}
