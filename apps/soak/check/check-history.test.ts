import { expect, test } from 'vitest';
import type { JournalEntry, JournalNote } from '../journal.ts';
import { checkHistory, type Violations } from './check-history.ts';
import type { StoredMessage } from './history.ts';

/** A journal with one entry in each millisecond. */
function journal(...notes: readonly JournalNote[]): JournalEntry[] {
  return notes.map((note, at): JournalEntry => ({ at, ...note }));
}

/** What Ada writes down of a message that was sent and acknowledged. */
function sent(key: string, id?: string): JournalNote[] {
  const note: JournalNote = { what: 'sent', key, threadId: 'T', text: `text of ${key}` };
  return id === undefined ? [note] : [note, { what: 'acknowledged', key, id }];
}

function stored(id: string, key: string, more: Partial<StoredMessage> = {}): StoredMessage {
  const content = `text of ${key}`;
  return { id, threadId: 'T', isFromPerson: true, key, content, isDeleted: false, ...more };
}

/** The names of the rules that the history of Ada alone breaks. */
function broken(notes: readonly JournalNote[], messages: readonly StoredMessage[]): string[] {
  const violations = checkHistory({
    journals: new Map([['ada', journal(...notes)]]),
    stored: messages,
  });
  const rules = Object.keys(violations) as (keyof Violations)[];
  return rules.filter((rule) => violations[rule].length > 0);
}

test('a history in which everything went right breaks no rule', () => {
  const notes: JournalNote[] = [
    ...sent('a', '1'),
    ...sent('b', '2'),
    { what: 'edit-asked', key: 'a', text: 'new' },
    { what: 'edit-done', key: 'a', text: 'new' },
    { what: 'delete-asked', key: 'b' },
    { what: 'delete-done', key: 'b' },
    ...sent('c'),
    { what: 'delete-asked', key: 'c' },
    { what: 'refused', key: 'c', reason: 'discarded' },
    { what: 'delete-done', key: 'c' },
    { what: 'receipt', threadId: 'T', userId: 'grace', id: '9' },
    { what: 'receipt', threadId: 'T', userId: 'grace', id: '10' },
  ];
  const messages = [
    stored('0', '', { isFromPerson: false }),
    stored('1', 'a', { content: 'new' }),
    // The service forgets what a deleted message said, and its metadata.
    { ...stored('2', 'b', { content: '', isDeleted: true }), key: undefined },
  ];
  expect(broken(notes, messages)).toEqual([]);
});

test('messages of two threads may have the same id', () => {
  const notes: JournalNote[] = [
    ...sent('a', '1'),
    { what: 'delete-asked', key: 'a' },
    { what: 'delete-done', key: 'a' },
    { what: 'sent', key: 'b', threadId: 'U', text: 'text of b' },
    { what: 'acknowledged', key: 'b', id: '1' },
  ];
  const messages = [
    { ...stored('1', 'a', { content: '', isDeleted: true }), key: undefined },
    stored('1', 'b', { threadId: 'U' }),
  ];
  expect(broken(notes, messages)).toEqual([]);
});

test('a message that was acknowledged and is not there is lost', () => {
  expect(broken([...sent('a', '1'), ...sent('b', '2')], [stored('1', 'a')])).toEqual(['lost']);
});

test('a message that is there under another id than the acknowledged one is lost', () => {
  expect(broken(sent('a', '1'), [stored('3', 'a')])).toEqual(['lost']);
});

test('a message that is there twice is doubled', () => {
  expect(broken(sent('a', '1'), [stored('1', 'a'), stored('2', 'a')])).toEqual(['doubled']);
});

test('a message that nobody sent, or that was sent to another thread, is invented', () => {
  expect(broken([], [stored('1', 'a')])).toEqual(['invented']);
  expect(broken(sent('a', '1'), [stored('1', 'a', { threadId: 'U' })])).toEqual(['invented']);
});

test('a message without an outcome is unsettled, whether or not it is there', () => {
  expect(broken(sent('a'), [])).toEqual(['unsettled']);
  expect(broken(sent('a'), [stored('1', 'a')])).toEqual(['unsettled']);
});

test('a message that failed without a word of the user is a broken promise, also when he discards it later', () => {
  const refused: JournalNote = { what: 'refused', key: 'a', reason: 'expired' };
  const discarded: JournalNote = { what: 'delete-asked', key: 'a' };
  expect(broken([...sent('a'), refused], [])).toEqual(['refusedUnasked']);
  expect(broken([...sent('a'), refused, discarded], [])).toEqual(['refusedUnasked']);
});

test('a message that the user was told is discarded must not stand in the thread', () => {
  const notes: JournalNote[] = [
    ...sent('a'),
    { what: 'delete-asked', key: 'a' },
    { what: 'refused', key: 'a', reason: 'discarded' },
  ];
  expect(broken(notes, [stored('1', 'a')])).toEqual(['refusedAndStored']);
});

test('messages of one client in another order than they were sent are disordered', () => {
  const notes = [...sent('a', '2'), ...sent('b', '1')];
  expect(broken(notes, [stored('1', 'b'), stored('2', 'a')])).toEqual(['disordered']);
});

test.each<[string, JournalNote[], Partial<StoredMessage>]>([
  [
    'an edit that was done and does not show',
    [
      { what: 'edit-asked', key: 'a', text: 'new' },
      { what: 'edit-done', key: 'a', text: 'new' },
    ],
    {},
  ],
  [
    'an older edit over a newer one that was done',
    [
      { what: 'edit-asked', key: 'a', text: 'old' },
      { what: 'edit-asked', key: 'a', text: 'new' },
      { what: 'edit-done', key: 'a', text: 'new' },
    ],
    { content: 'old' },
  ],
  ['a text that nobody asked for', [], { content: 'other' }],
  [
    'a deletion that was done and does not show',
    [
      { what: 'delete-asked', key: 'a' },
      { what: 'delete-done', key: 'a' },
    ],
    {},
  ],
  ['a deletion that nobody asked for', [], { content: '', isDeleted: true }],
])('%s is a wrong change', (_case, notes, message) => {
  expect(broken([...sent('a', '1'), ...notes], [stored('1', 'a', message)])).toEqual([
    'changedWrongly',
  ]);
});

test('an edit or a deletion without an answer may show or not', () => {
  const edit: JournalNote = { what: 'edit-asked', key: 'a', text: 'new' };
  const deletion: JournalNote = { what: 'delete-asked', key: 'a' };
  for (const message of [{}, { content: 'new' }, { content: '', isDeleted: true }]) {
    expect(broken([...sent('a', '1'), edit, deletion], [stored('1', 'a', message)])).toEqual([]);
  }
});

test('a receipt that moves back in a view is found, also when its id is shorter', () => {
  const notes: JournalNote[] = ['10', '9'].map((id) => ({
    what: 'receipt',
    threadId: 'T',
    userId: 'grace',
    id,
  }));
  expect(broken(notes, [])).toEqual(['receiptsBack']);
});

test('an error that nobody caught is told', () => {
  expect(broken([{ what: 'uncaught', error: 'oh' }], [])).toEqual(['uncaught']);
});
