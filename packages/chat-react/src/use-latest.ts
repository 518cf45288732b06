'use client';

import { useEffect, useRef, type RefObject } from 'react';

/** The value of the latest render, for what is called later. It must not be read while rendering. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
