'use client';

import { useEffect, useState } from 'react';

/**
 * Whether `isOn` has been true for `delayMs` without a break. Turns false at once. A connection that blinks for a
 * moment is not worth a word.
 */
export function useLasting(isOn: boolean, delayMs: number): boolean {
  const [hasLasted, setHasLasted] = useState(delayMs === 0);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setTimeout(() => setHasLasted(true), delayMs);
    return () => {
      clearTimeout(timer);
      setHasLasted(delayMs === 0);
    };
  }, [isOn, delayMs]);
  return isOn && hasLasted;
}
