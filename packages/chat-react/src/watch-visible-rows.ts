/** The attribute by which {@link watchVisibleRows} finds the rows of a list. */
export const rowAttribute = 'data-message-key';

/** Watches which rows of a list are on screen. */
export interface VisibleRows {
  /** Whether the row with this key is on screen now. */
  isVisible(messageKey: string): boolean;
  /** Whether something that takes the whole page lies over the list: an open modal dialog beside it, or `inert` around it. */
  isCovered(): boolean;
  end(): void;
}

/** A row counts as seen when so much of it, or of the screen, is taken by it. */
const seenShare = 0.5;

/**
 * Watches the elements below `list` that carry {@link rowAttribute}, also those to come. A row is on screen when at least half of it is, or
 * when it fills half of the screen. `onChange` is called when one has come or gone. Where nobody can tell, as in jsdom, none is.
 */
export function watchVisibleRows(list: HTMLElement, onChange: () => void): VisibleRows {
  if (typeof IntersectionObserver === 'undefined')
    return { isVisible: () => false, isCovered: () => false, end() {} };
  const visible = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
        const isSeen =
          intersectionRatio >= seenShare ||
          intersectionRect.height >= window.innerHeight * seenShare;
        if (isIntersecting && isSeen) visible.add(target);
        else visible.delete(target);
      }
      onChange();
    },
    { threshold: [0, 0.25, seenShare, 0.75, 1] },
  );
  const mutations = new MutationObserver((records) => {
    for (const { type, target, removedNodes, addedNodes } of records) {
      for (const row of [...removedNodes].flatMap(rowsIn)) {
        observer.unobserve(row);
        visible.delete(row);
      }
      // One that was moved is among both, and is still there.
      const added = type === 'attributes' ? [target] : [...addedNodes];
      for (const row of added.flatMap(rowsIn)) if (list.contains(row)) observer.observe(row);
    }
    // A row on screen may show another message than before.
    onChange();
  });
  for (const row of rowsIn(list)) observer.observe(row);
  mutations.observe(list, { childList: true, subtree: true, attributeFilter: [rowAttribute] });
  return {
    isVisible: (messageKey) =>
      [...visible].some((row) => row.getAttribute(rowAttribute) === messageKey),
    isCovered: () => isCovered(list),
    end() {
      mutations.disconnect();
      observer.disconnect();
    },
  };
}

function rowsIn(node: Node): Element[] {
  if (!(node instanceof Element)) return [];
  const below = [...node.querySelectorAll(`[${rowAttribute}]`)];
  return node.hasAttribute(rowAttribute) ? [node, ...below] : below;
}

function isCovered(list: Element): boolean {
  if (list.closest('[inert], [aria-hidden="true"]') !== null) return true;
  const dialogs = document.querySelectorAll('dialog[open], [aria-modal="true"]');
  return [...dialogs].some((dialog) => isModal(dialog) && !dialog.contains(list));
}

/** Whether a dialog keeps the user from what is beside it. */
function isModal(dialog: Element): boolean {
  return dialog.getAttribute('aria-modal') === 'true' || dialog.matches(':modal');
}
