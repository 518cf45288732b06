/** Tells the developer of a page, not in production, why the list does not scroll. Loaded when there is something to tell. */
export function warnUnbounded(): void {
  if (typeof process !== 'undefined' && process.env['NODE_ENV'] === 'production') return;
  // oxlint-disable-next-line no-console -- a mistake in the host page, for its developer's eyes
  console.warn(
    'MessageList has no bounded height, so it cannot scroll, and it will not load older messages. ' +
      'Give the element around it a height; in a flex column also set `min-height: 0`.',
  );
}
