/**
 * By how much an element is drawn larger than it is laid out, because the page or a part of it is zoomed or transformed: its client
 * rectangle has the drawn size, scroll positions and observed sizes the other. 1 where rounding explains the difference.
 */
export function scaleOf(element: HTMLElement): number {
  const drawn = element.getBoundingClientRect().height;
  const { offsetHeight } = element;
  return offsetHeight === 0 || Math.abs(drawn - offsetHeight) < 1 ? 1 : drawn / offsetHeight;
}
