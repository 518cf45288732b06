import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, page, readAll, refuse, wireMessage, wireThreadItem } from './samples.ts';

const endpoint = 'https://contoso.communication.azure.com';
const path =
  '/chat/threads/19%3Alooms/messages?syncState=abc%3D&startTime=0&api-version=2025-03-15';
const message = (id: string): unknown => ({ ...wireMessage, id });

function following(name: string, links: readonly (string | undefined)[]): DifferentialCase {
  return {
    name,
    operation: 'listMessages',
    answers: links.map((link, index) => page([message(String(index))], link)),
    run: ({ thread }) => readAll(thread.listMessages({ maxPageSize: 1 })),
  };
}

/** Lists of more than one page. */
export const pagingCases: readonly DifferentialCase[] = [
  following('an absolute link is followed as it is', [endpoint + path, undefined]),
  following('three pages are read in order', [`${endpoint}/a?x=1`, `${endpoint}/b?x=2`, undefined]),
  following('a link relative to the endpoint is followed below it', [path, undefined]),
  following('a relative link without a slash is followed too', [path.slice(1), undefined]),
  following('a link with unencoded characters is followed', [
    `${endpoint}/chat/threads/19:a@thread.v2/messages?x=a:b,c`,
    undefined,
  ]),
  following('an empty link is the end', ['']),
  following('a link of the endpoint with its port is followed', [
    `${endpoint}:443/chat?x=1`,
    undefined,
  ]),
  {
    ...following('a relative link is followed below an endpoint with a path', [path, undefined]),
    endpoint: `${endpoint}/base/`,
  },
  {
    name: 'a link that is null is the end',
    operation: 'listMessages',
    answers: [answerWith(200, { value: [message('1')], nextLink: null })],
    run: ({ thread }) => readAll(thread.listMessages()),
  },
  {
    name: 'empty pages are passed, and handed out as they are by page',
    operation: 'listChatThreads',
    answers: [page([], `${endpoint}/2`), page([wireThreadItem], `${endpoint}/3`), page([])],
    run: ({ chat }) => readAll(chat.listChatThreads().byPage()),
  },
  {
    name: 'items come one by one over empty pages',
    operation: 'listChatThreads',
    answers: [page([], '/2'), page([wireThreadItem], '/3'), page([])],
    run: ({ chat }) => readAll(chat.listChatThreads()),
  },
  {
    name: 'unknown fields of a page do not matter',
    operation: 'listMessages',
    answers: [answerWith(200, { value: [], count: 3, '@odata.context': 'x' })],
    run: ({ thread }) => readAll(thread.listMessages().byPage()),
  },
  {
    name: 'reading goes on from a token, and the settings have the next one',
    operation: 'listMessages',
    answers: [page([message('1')], `${endpoint}/next`), page([message('2')])],
    run: async ({ thread }) => {
      const settings = { continuationToken: `${endpoint}/from-here?x=1` };
      const pages = thread.listMessages().byPage(settings);
      const seen: unknown[] = [];
      for await (const items of pages) seen.push(items.length, { ...settings });
      return [seen, settings];
    },
  },
  {
    name: 'an empty token is the beginning',
    operation: 'listMessages',
    answers: [page([message('1')])],
    run: ({ thread }) => readAll(thread.listMessages().byPage({ continuationToken: '' })),
  },
  {
    name: 'the size in the settings of pages is ignored',
    operation: 'listMessages',
    answers: [page([])],
    run: ({ thread }) => readAll(thread.listMessages().byPage({ maxPageSize: 7 })),
  },
  {
    name: 'the options of a list are not added to a link',
    operation: 'listParticipants',
    answers: [page([], `${endpoint}/next?skip=9`), page([])],
    run: ({ thread }) => readAll(thread.listParticipants({ maxPageSize: 2, skip: 3 })),
  },
  {
    name: 'custom headers go with every page',
    operation: 'listReadReceipts',
    answers: [page([], '/next'), page([])],
    run: ({ thread }) =>
      readAll(
        thread.listReadReceipts({ requestOptions: { customHeaders: { 'x-trace': 'loom' } } }),
      ),
  },
  {
    name: 'a list is an iterator too, and goes on where it was',
    operation: 'listMessages',
    answers: [page([message('1'), message('2')], '/next'), page([message('3')])],
    run: async ({ thread }) => {
      const list = thread.listMessages();
      return [await list.next(), await readAll(list), (await list.next()).done];
    },
  },
  {
    name: 'reading a list twice by pages reads it twice',
    operation: 'listChatThreads',
    answers: [page([wireThreadItem])],
    run: async ({ chat }) => {
      const list = chat.listChatThreads();
      return [await readAll(list.byPage()), await readAll(list.byPage())];
    },
  },
  {
    name: 'a page is not asked for before the one before was used up',
    operation: 'listMessages',
    answers: [page([message('1'), message('2')], '/next'), page([])],
    run: async ({ thread }) => {
      for await (const item of thread.listMessages()) return item.id;
      return undefined;
    },
  },
  {
    name: 'an error on a later page comes after the items of the earlier ones',
    operation: 'listMessages',
    answers: [page([message('1')], '/next'), refuse(403, 'Forbidden')],
    run: async ({ thread, notes }) => {
      for await (const item of thread.listMessages()) notes.push(item.id);
    },
  },
  {
    name: 'a later page is asked for again after a server error',
    operation: 'listMessages',
    answers: [page([message('1')], '/next'), refuse(500, 'Internal'), page([message('2')])],
    run: ({ thread }) => readAll(thread.listMessages()),
  },
  ...[
    'https://evil.example/next',
    '//evil.example/next',
    'http://contoso.communication.azure.com/x',
  ].map((link): DifferentialCase => ({
    ...following(`the token does not go to ${link}`, [link, undefined]),
    difference: {
      id: 'foreign-links-are-refused',
      intended: { requestCount: 1, error: { code: 'foreign-link', operation: 'listMessages' } },
    },
  })),
  {
    name: 'a list that goes round in a circle is ended',
    operation: 'listMessages',
    answers: [page([], '/a'), page([], '/b'), page([], '/a'), refuse(403, 'Forbidden')],
    run: ({ thread }) => readAll(thread.listMessages()),
    difference: {
      id: 'endless-lists-end',
      intended: { requestCount: 3, error: { code: 'invalid-response' } },
    },
  },
  {
    // The official client gets to the end of it, so this test ends too.
    name: 'a list of more than 1,000 pages is ended, though no link comes twice',
    operation: 'listMessages',
    answers: [
      ...Array.from({ length: 1_001 }, (_, index) => page([], `/${index}`)),
      page([message('1')]),
    ],
    run: ({ thread }) => readAll(thread.listMessages()),
    difference: {
      id: 'endless-lists-end',
      intended: { requestCount: 1_000, error: { code: 'invalid-response' } },
    },
  },
  {
    name: 'a later page without a value ends the list',
    operation: 'listMessages',
    answers: [page([message('1')], '/next'), answerWith(200, { nextLink: '/after' }), page([])],
    run: ({ thread }) => readAll(thread.listMessages()),
  },
  {
    name: 'a first page without a value is passed over, and its link followed',
    operation: 'listMessages',
    answers: [answerWith(200, { nextLink: '/after' }), page([message('1')])],
    run: ({ thread }) => readAll(thread.listMessages().byPage()),
  },
  {
    name: 'a list whose only page has no value is empty',
    operation: 'listChatThreads',
    answers: [answerWith(200, {})],
    run: ({ chat }) => readAll(chat.listChatThreads()),
  },
];
