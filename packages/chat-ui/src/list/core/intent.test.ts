import { describe, expect, it } from 'vitest';
import { isKeyUp, isNearEnd, isOnScrollbar, isWheelUp, readScroll } from './intent.ts';

const at = (
  scrollTop: number,
): { scrollTop: number; clientHeight: number; scrollHeight: number } => ({
  scrollTop,
  clientHeight: 400,
  scrollHeight: 1400,
});

describe('readScroll', () => {
  it.for([
    { what: 'scrolling up leaves the end', from: 1000, to: 940, intent: 'leave-end' },
    { what: 'content that grew leaves nothing', from: 900, to: 900, intent: 'none' },
    {
      what: 'a position that shrinking content pushed up leaves nothing',
      from: 1100,
      to: 1000,
      intent: 'none',
    },
    { what: 'scrolling down to the end enters it', from: 900, to: 1000, intent: 'enter-end' },
    { what: 'scrolling down to within 2 px enters it', from: 900, to: 998, intent: 'enter-end' },
    { what: 'scrolling down short of it does not', from: 900, to: 990, intent: 'none' },
    { what: 'an event without a move says nothing', from: 1000, to: 1000, intent: 'none' },
  ])('$what', ({ from, to, intent }) => {
    expect(readScroll(from, at(to))).toBe(intent);
  });
});

describe('the signs that a reader is about to scroll up', () => {
  it('are the wheel turned up, unless it zooms', () => {
    expect(isWheelUp({ deltaY: -1, ctrlKey: false })).toBe(true);
    expect(isWheelUp({ deltaY: 1, ctrlKey: false })).toBe(false);
    expect(isWheelUp({ deltaY: 0, ctrlKey: false })).toBe(false);
    expect(isWheelUp({ deltaY: -1, ctrlKey: true })).toBe(false);
  });

  it('are the keys that scroll up', () => {
    for (const key of ['PageUp', 'Home', 'ArrowUp']) {
      expect(isKeyUp({ key, shiftKey: false })).toBe(true);
    }
    expect(isKeyUp({ key: ' ', shiftKey: true })).toBe(true);
    expect(isKeyUp({ key: ' ', shiftKey: false })).toBe(false);
    expect(isKeyUp({ key: 'ArrowDown', shiftKey: false })).toBe(false);
  });

  it('are a press on the scroll bar, on whichever side it is', () => {
    expect(isOnScrollbar(795, 0, 785)).toBe(true);
    expect(isOnScrollbar(5, 15, 800)).toBe(true);
    expect(isOnScrollbar(400, 0, 785)).toBe(false);
  });
});

describe('isNearEnd', () => {
  it('leaves beyond 100 px and comes back within 24', () => {
    expect(isNearEnd(true, 100)).toBe(true);
    expect(isNearEnd(true, 101)).toBe(false);
    expect(isNearEnd(false, 24)).toBe(false);
    expect(isNearEnd(false, 23)).toBe(true);
  });
});
