/** The repository's documents that have a page here: their path from the root, and the page's id in Storybook. */
export const documentPages: Readonly<Record<string, string>> = {
  'README.md': 'start-here-readme--docs',
  'CONTRIBUTING.md': 'start-here-contributing--docs',
  'docs/accessibility.md': 'start-here-accessibility--docs',
  'docs/architecture.md': 'start-here-architecture--docs',
  'docs/azure-compatibility.md': 'start-here-azure-compatibility--docs',
  'docs/chat-server-behaviour.md': 'start-here-chat-server-behaviour--docs',
  'docs/data-rights.md': 'start-here-data-rights--docs',
  'docs/decisions/README.md': 'decisions-overview--docs',
  'docs/decisions/0001-one-cache.md': 'decisions-one-cache--docs',
  'docs/decisions/0002-own-windowing-core.md': 'decisions-own-windowing-core--docs',
  'docs/decisions/0003-own-realtime-protocol.md': 'decisions-own-realtime-protocol--docs',
  'docs/decisions/0004-one-row-for-each-event.md': 'decisions-one-row-for-each-event--docs',
  'docs/decisions/0005-azures-realtime-library-inside.md':
    'decisions-azure-s-realtime-library-inside--docs',
  'docs/decisions/0006-what-talks-to-the-service-comes-later.md':
    'decisions-what-talks-to-the-service-comes-later--docs',
  'docs/decisions/0007-menus-and-dialogs-from-a-library.md':
    'decisions-menus-and-dialogs-from-a-library--docs',
  'docs/decisions/0008-emoji-of-our-own-grid.md': 'decisions-emoji-of-our-own-grid--docs',
  'docs/delivery.md': 'start-here-delivery--docs',
  'docs/hooks.md': 'start-here-hooks--docs',
  'docs/languages.md': 'start-here-languages--docs',
  'docs/measurements/README.md': 'start-here-measurements--docs',
  'docs/realtime-protocol.md': 'start-here-realtime-protocol--docs',
  'docs/realtime-protocol/README.md': 'start-here-recorded-conversations--docs',
  'docs/running-chat-server.md': 'start-here-running-chat-server--docs',
  'docs/screenshots/README.md': 'start-here-looks--docs',
  'docs/troubleshooting.md': 'start-here-troubleshooting--docs',
};

/**
 * Where a relative link of a document leads, as a path from the root of the repository.
 *
 * @param target Such as `../README.md#start`; the part after `#` is dropped.
 * @param document The document that holds the link, such as `docs/architecture.md`.
 */
export function resolveLink(target: string, document: string): string {
  return new URL(target, `file:///${document}`).pathname.slice(1);
}

/** Whether a link leads out of the repository, or stays on its page. */
export function isExternalLink(target: string): boolean {
  return /^([a-z]+:|#)/i.test(target);
}
