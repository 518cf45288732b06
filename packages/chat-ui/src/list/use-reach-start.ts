import { useLayoutEffect, useRef } from 'react';
import type { ListDom, ListElements } from './list-dom.ts';

/** Input of {@link useReachStart}. */
export interface ReachStartOptions {
  /** False stops all calls, for example while a page is on its way or when there is nothing older. */
  readonly isEnabled: boolean;
  readonly onReachStart: (() => void) | undefined;
}

/** How close to the first loaded row the reader has to be. Pixels. */
const reachDistance = 400;

/** Taller than any screen: content that makes the scroller grow by all of this is not bounded by anything. */
const probeHeight = 10_000;

/**
 * Calls `onReachStart` once each time the reader comes near the first loaded row. It is due again when the reader has
 * gone away from there, or when older rows have arrived. A list that has no bounded height cannot be scrolled, always
 * seems to be at its start and would load everything: it gets a warning on the console instead.
 */
export function useReachStart(list: ListDom, options: ReachStartOptions): void {
  const latest = useRef(options);
  const state = useRef({
    isDue: true,
    firstKey: undefined as string | undefined,
    hasWarned: false,
  });

  function check(): void {
    const { isEnabled, onReachStart } = latest.current;
    const { current } = state;
    const { elements, window } = list;
    const firstKey = window.items.at(0)?.key;
    if (!elements || elements.scroller.clientHeight === 0 || firstKey === undefined) return;
    if (firstKey !== current.firstKey || window.distanceToStart > reachDistance)
      current.isDue = true;
    current.firstKey = firstKey;
    if (!isEnabled || !current.isDue || window.distanceToStart > reachDistance) return;
    current.isDue = false;
    // React may be committing now; the caller is free to render in its answer.
    if (isBounded(elements)) queueMicrotask(() => onReachStart?.());
    else if (!current.hasWarned) {
      current.hasWarned = true;
      import('./warn-unbounded.ts').then(
        (loaded) => loaded.warnUnbounded(),
        () => {},
      );
    }
  }

  useLayoutEffect(() => {
    latest.current = options;
    check();
  });
  useLayoutEffect(() => list.subscribe(check), [list]); // oxlint-disable-line react/exhaustive-deps -- `check` reads refs only
}

/** A list that overflows is bounded. One that does not is given more content for a moment, unseen. */
function isBounded({ scroller, list }: ListElements): boolean {
  const { clientHeight, scrollHeight } = scroller;
  if (scrollHeight - clientHeight > 1) return true;
  const padding = list.style.paddingBlockEnd;
  list.style.paddingBlockEnd = `${probeHeight}px`;
  const grown = scroller.clientHeight - clientHeight;
  list.style.paddingBlockEnd = padding;
  return grown < probeHeight - 1;
}
