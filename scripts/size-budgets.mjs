/**
 * @typedef {object} MeasuredImport
 * @property {string} name What it gives an app.
 * @property {string} code The module that an app would write.
 * @property {readonly string[]} [external] Packages that are left out, because the app has them anyway.
 * @property {number} [budget] The most bytes that a page may load first for it, gzipped.
 * @property {Readonly<Record<string, number>>} [laterBudgets] The most bytes of parts that are loaded later, by name.
 */

const REACT = ['react', 'react-dom', 'react/*', 'react-dom/*'];
const SESSION = [
  "export { ChatClient } from '@confab/chat-core';",
  "export { createChatSession } from '@confab/chat-core/session';",
];
const STATE = ['zustand', 'zustand/*', '@tanstack/react-query'];

/**
 * What `npm run check` weighs. A budget is in bytes, after gzip, of the static import graph; what is loaded later on is
 * listed apart. What every session loads has a budget there, too.
 *
 * @type {readonly MeasuredImport[]}
 */
export const measuredImports = [
  {
    name: 'ChatClient: REST and web-socket realtime',
    code: "export { ChatClient } from '@confab/chat-core';",
    budget: 12_000,
  },
  {
    name: "Azure's ChatClient, for comparison",
    code: "export { ChatClient } from '@azure/communication-chat';",
  },
  {
    name: 'getIdentifierRawId',
    code: "export { getIdentifierRawId } from '@confab/chat-core/model';",
  },
  {
    name: 'ChatClient and the session',
    code: SESSION.join('\n'),
    budget: 25_000,
    laterBudgets: {
      '@confab/chat-core/session/service-side.js': 30_000,
      '@confab/chat-core/session/device-parts.js': 6_000,
    },
  },
  {
    name: 'the hooks alone, without chat-core, zustand and TanStack Query',
    code: "export * from '@confab/chat-react';",
    external: [...REACT, ...STATE, '@confab/chat-core', '@confab/chat-core/*'],
    budget: 6_000,
  },
  {
    name: 'MessageList, Message and Composer',
    code: "export { Composer, Message, MessageList } from '@confab/chat-ui';",
    external: REACT,
    budget: 30_000,
  },
  {
    name: 'EmojiPicker and the search behind it',
    code: "export { EmojiPicker, loadEmojiSearch } from '@confab/chat-ui';",
    external: REACT,
    laterBudgets: {
      '@confab/chat-ui/emoji/emoji-finder.js': 20_000,
      '@confab/chat-ui/emoji/data/emoji-words-en.js': 32_000,
      '@confab/chat-ui/emoji/data/emoji-words-fr.js': 36_000,
      '@confab/chat-ui/emoji/data/emoji-words-ko.js': 44_000,
      '@confab/chat-ui/emoji/data/emoji-words-de.js': 36_000,
    },
  },
  {
    name: 'the whole connected chat, with zustand and TanStack Query',
    code: [
      ...SESSION,
      "export { ChatProvider } from '@confab/chat-react';",
      "export { ChatApp } from '@confab/chat-ui/connected';",
      "export { QueryClient } from '@tanstack/react-query';",
    ].join('\n'),
    external: REACT,
    budget: 90_000,
  },
];
