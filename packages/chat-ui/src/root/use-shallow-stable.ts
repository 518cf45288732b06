'use client';

import { useState } from 'react';

/**
 * Gives back the earlier object as long as all its fields are the same, so that an object literal in a prop does not
 * make every consumer render again.
 */
export function useShallowStable<T extends object>(value: T): T {
  const [stable, setStable] = useState(value);
  if (stable === value || isShallowEqual(stable, value)) return stable;
  setStable(value);
  return value;
}

function isShallowEqual<T extends object>(a: T, b: T): boolean {
  const left = new Map<string, unknown>(Object.entries(a));
  const right = Object.entries(b);
  return (
    left.size === right.length && right.every(([key, value]) => Object.is(left.get(key), value))
  );
}
