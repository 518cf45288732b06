'use client';

import { useEffect, useRef, type RefObject } from 'react';
import { focusThread } from '../thread-list/use-roving-threads.ts';

/**
 * Where only one pane fits, opening a thread hides the row that had the focus, and going back hides the button that had it. Then the focus
 * goes along: to what leads back, unless the composer has taken it, and back to the row of the thread.
 */
export function usePaneFocus(
  root: RefObject<HTMLElement | null>,
  selected: boolean,
  selectedId: string | undefined,
): void {
  const last = useRef({ selected, selectedId });
  useEffect(() => {
    const before = last.current;
    last.current = { selected, selectedId };
    const layout = root.current;
    if (before.selected === selected || layout === null) return;
    const list = layout.querySelector('[data-part="list-pane"]');
    const main = layout.querySelector('[data-part="main-pane"]');
    if (list === null || main === null) return;
    const [left, entered] = selected ? [list, main] : [main, list];
    const isOnePane = left.getClientRects().length === 0;
    if (!isOnePane || !isLost(left)) return;
    if (selected) entered.querySelector<HTMLElement>('[data-part="back-button"] button')?.focus();
    else if (before.selectedId === undefined || !focusThread(entered, before.selectedId))
      entered.querySelector<HTMLElement>('[data-part="thread-rows"] [tabindex="0"]')?.focus();
  }, [root, selected, selectedId]);
}

/** Whether nothing that can be seen has the focus, now that a pane is hidden. */
function isLost(hiddenPane: Element): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || hiddenPane.contains(activeElement);
}
