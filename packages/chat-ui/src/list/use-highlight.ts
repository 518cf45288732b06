import { useCallback, useEffect, useState } from 'react';

/** The row that a jump has led to, for a moment. */
export interface Highlight {
  readonly key: string | undefined;
  readonly show: (key: string) => void;
}

/** Long enough to be found, ms. */
const highlightMs = 2000;

/** Marks a row for two seconds. */
export function useHighlight(): Highlight {
  const [shown, setShown] = useState<{ readonly key: string }>();
  useEffect(() => {
    if (shown === undefined) return undefined;
    const timer = setTimeout(() => setShown(undefined), highlightMs);
    return () => clearTimeout(timer);
  }, [shown]);
  // A new object each time: a second jump to the same row marks it anew.
  const show = useCallback((key: string) => setShown({ key }), []);
  return { key: shown?.key, show };
}
