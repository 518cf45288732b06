import { gapBelow, type ScrollView } from './settle.ts';

/** What a scroll event says about the reader's wish. */
export type ScrollIntent = 'leave-end' | 'enter-end' | 'none';

/**
 * Reads a scroll event. Only the direction counts, never the height of the content:
 * growing content opens a gap without a fall, and a position that shrinking content pushes up has no gap.
 */
export function readScroll(previousTop: number, view: ScrollView): ScrollIntent {
  const moved = view.scrollTop - previousTop;
  const gap = gapBelow(view);
  if (moved < -0.5 && gap > 1) return 'leave-end';
  if (moved > 0 && gap <= 2) return 'enter-end';
  return 'none';
}

/** The part of a wheel event that matters here. */
export interface WheelLike {
  readonly deltaY: number;
  readonly ctrlKey: boolean;
}

/** True when the wheel scrolls up. With Ctrl it zooms. */
export function isWheelUp(event: WheelLike): boolean {
  return event.deltaY < 0 && !event.ctrlKey;
}

/** The part of a key event that matters here. */
export interface KeyLike {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** True when the browser answers this key by scrolling up. */
export function isKeyUp(event: KeyLike): boolean {
  return (
    event.key === 'PageUp' ||
    event.key === 'Home' ||
    event.key === 'ArrowUp' ||
    (event.key === ' ' && event.shiftKey)
  );
}

/** True when a pointer went down on the scroll bar beside the content rather than on the content. Pixels. */
export function isOnScrollbar(pointerX: number, contentStart: number, contentEnd: number): boolean {
  return pointerX < contentStart || pointerX > contentEnd;
}

/**
 * Whether the reader counts as being at the bottom, for the pill and for callbacks. Two thresholds, so that it does
 * not flicker: more than 100 px away leaves, less than 24 px away comes back. Never used to scroll.
 */
export function isNearEnd(wasNearEnd: boolean, gap: number): boolean {
  if (gap < 24) return true;
  if (gap > 100) return false;
  return wasNearEnd;
}
