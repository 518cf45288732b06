/** What floats over the conversation on purpose. */
const floating =
  '[data-part="floating-day"], [data-part="new-messages-pill"], [data-part="unread-jump"], [data-part="message-actions"], [role="menu"], [role="dialog"], [data-part="toasts"]';

/** Texts and names of the page that were not put into it: they hold plain Latin letters. One line each. */
export function findForeignTexts(root: Element): string[] {
  const named = [root, ...root.querySelectorAll('*')].flatMap((element) =>
    ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'].map(
      (name) => element.getAttribute(name) ?? '',
    ),
  );
  const shown = textsIn(root).map((node) => node.data);
  return [...named, ...shown].filter((text) => /[a-z]/iu.test(text));
}

/**
 * Texts of which a part is out of sight: cut by a box around them, or beyond the page. One line each. A single line that ends in an ellipsis
 * is no fault when the whole is told by a tooltip.
 */
export function findCutTexts(root: Element): string[] {
  return leavesIn(root).flatMap(({ node, element, boxes }) => {
    const text = node.data.trim();
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const frame = box.getBoundingClientRect();
      const isAtRoot = box === document.documentElement;
      const clips = isAtRoot || /hidden|clip/u.test(overflowX);
      const outX = boxes.some(
        ({ left, right }) => left < frame.left - 1 || right > frame.right + 1,
      );
      if (clips && outX) {
        const isFine = textOverflow === 'ellipsis' && isTold(box, text);
        return isFine ? [] : [`"${text}" is wider than ${nameOf(box)}`];
      }
      const outY = boxes.some(
        ({ top, bottom }) => top < frame.top - 2 || bottom > frame.bottom + 2,
      );
      // What scrolls shows the rest.
      if (/auto|scroll/u.test(overflowY)) break;
      if (/hidden|clip/u.test(overflowY) && outY && !isTold(box, text)) {
        return [`"${text}" is higher than ${nameOf(box)}`];
      }
    }
    return [];
  });
}

/** Pairs of texts that lie on each other. One line each. */
export function findOverlaps(root: Element): string[] {
  const leaves = leavesIn(root)
    .filter(({ element }) => element.closest(floating) === null)
    .map((leaf) => ({ ...leaf, boxes: leaf.boxes.map((box) => shownPart(box, leaf.element)) }));
  return leaves.flatMap((one, index) =>
    leaves
      .slice(index + 1)
      .filter((other) =>
        one.boxes.some((box) => other.boxes.some((its) => areOnEachOther(box, its))),
      )
      .map((other) => `"${one.node.data.trim()}" lies on "${other.node.data.trim()}"`),
  );
}

interface Leaf {
  readonly node: Text;
  readonly element: Element;
  readonly boxes: readonly DOMRect[];
}

function leavesIn(root: Element): Leaf[] {
  return textsIn(root).flatMap((node) => {
    const element = node.parentElement;
    if (element === null || !element.checkVisibility({ opacityProperty: true })) return [];
    if (isForScreenReaders(element)) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    return { node, element, boxes: [...range.getClientRects()] };
  });
}

function textsIn(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode() !== null) {
    // The walker shows text nodes only.
    const text = walker.currentNode as Text;
    if (text.data.trim() !== '') texts.push(text);
  }
  return texts;
}

/** Such texts have a box of one pixel. */
function isForScreenReaders(element: Element): boolean {
  for (let box: Element | null = element; box !== null; box = box.parentElement) {
    const { width, height } = box.getBoundingClientRect();
    if (width <= 2 && height <= 2 && getComputedStyle(box).position === 'absolute') return true;
  }
  return false;
}

function isTold(element: Element, text: string): boolean {
  const title = element.closest('[title]')?.getAttribute('title') ?? '';
  return title.includes(text) || element.closest('[data-part="thread-preview"]') !== null;
}

/** What is left of a box when all that is around an element has cut it. */
function shownPart(box: DOMRect, element: Element): DOMRect {
  let { left, right, top, bottom } = box;
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const frame = around.getBoundingClientRect();
    if (overflowX !== 'visible') {
      left = Math.max(left, frame.left);
      right = Math.min(right, frame.right);
    }
    if (overflowY !== 'visible') {
      top = Math.max(top, frame.top);
      bottom = Math.min(bottom, frame.bottom);
    }
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

function areOnEachOther(one: DOMRect, other: DOMRect): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 2 && height > 4;
}

function nameOf(element: Element): string {
  const part = element.getAttribute('data-part');
  return part ?? element.tagName.toLowerCase();
}
