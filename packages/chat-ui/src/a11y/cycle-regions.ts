/** What has the focus in each region, by the way in which Tab would enter it: threads, messages, composer or what stands in its place. */
const entries = [
  '[data-part="thread-rows"] [tabindex="0"]',
  '[data-part="scroller"] [tabindex="0"]',
  '[data-part="composer-input"]',
  '[data-part="thread-notice-box"][tabindex]',
].join(', ');

const regions =
  '[data-part="thread-list"], [data-part="scroller"], [data-part="composer"], [data-part="thread-notice"]';

/** Listens for F6 inside an element. Returns what ends that. */
export function cycleRegions(root: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== 'F6' || event.defaultPrevented || hasModifier || event.isComposing) return;
    const from = document.activeElement;
    // A dialog keeps the focus.
    if (from === null || from.closest('[data-part="overlays"]') !== null) return;
    const next = nextEntry(root, from, event.shiftKey ? -1 : 1);
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  root.addEventListener('keydown', onKeyDown);
  return () => root.removeEventListener('keydown', onKeyDown);
}

function nextEntry(root: Element, from: Element, step: 1 | -1): HTMLElement | undefined {
  const found = new Map<Element, HTMLElement>();
  for (const entry of root.querySelectorAll<HTMLElement>(entries)) {
    const region = entry.closest(regions);
    const isShown = entry.getClientRects().length > 0;
    if (isShown && region !== null && !found.has(region)) found.set(region, entry);
  }
  const places = [...found.keys()];
  const inside = places.findIndex((region) => region.contains(from));
  if (inside >= 0) {
    const next = places[(inside + step + places.length) % places.length];
    return next === undefined || places.length < 2 ? undefined : found.get(next);
  }
  // Between two regions, as in the header of a thread: the one after it, or the one before.
  const isAfter = (region: Element): boolean =>
    (from.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const next =
    step === 1
      ? (places.find(isAfter) ?? places[0])
      : (places.findLast((region) => !isAfter(region)) ?? places.at(-1));
  return next === undefined ? undefined : found.get(next);
}
