'use client';

import { useContext, useEffect } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { RootElementContext } from '../overlay/overlay-place.ts';

/**
 * F6 goes from region to region inside the nearest `ChatUiProvider`: threads, messages, composer, and around; Shift+F6 goes back. Elsewhere
 * on the page the key is left to the browser. Turn it on only if your app does not use the key itself.
 */
export function useRegionCycling(isOn = true): void {
  const rootRef = useContext(RootElementContext);
  useEffect(() => {
    const root = rootRef.current;
    if (!isOn || root === null) return undefined;
    let isOver = false;
    let stop = (): void => {
      isOver = true;
    };
    laterChunk.load().then(
      ({ cycleRegions }) => {
        if (!isOver) stop = cycleRegions(root);
      },
      // The key is left to the browser then, as it is without this.
      () => {},
    );
    return () => stop();
  }, [rootRef, isOn]);
}
