'use client';

import { useEffect, useState, type RefCallback } from 'react';

/** What {@link useCover} returns. */
export interface Cover {
  /** The `ref` of the panel. */
  readonly attachPanel: RefCallback<HTMLElement>;
  /** True while the panel is there and takes the whole width of what is around it. */
  readonly isCovering: boolean;
}

/** Tells whether a panel lies over the list beside it, as it does where there is no room for both. */
export function useCover(): Cover {
  const [panel, attachPanel] = useState<HTMLElement | null>(null);
  const [isCovering, setIsCovering] = useState(false);
  useEffect(() => {
    const around = panel?.parentElement;
    if (!panel || !around || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      setIsCovering(panel.offsetWidth >= around.clientWidth);
    });
    observer.observe(panel);
    return () => {
      observer.disconnect();
      setIsCovering(false);
    };
  }, [panel]);
  return { attachPanel, isCovering };
}
