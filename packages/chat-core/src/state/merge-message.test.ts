import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '../session/chat-event.ts';
import { mergeMessage, toView, type ServerView } from './merge-message.ts';

const maybe = <T>(...values: T[]): fc.Arbitrary<T | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

/** Views that contradict each other in everything that can differ, also in what a sane service never changes. */
const view: fc.Arbitrary<ServerMessage> = fc
  .record({
    version: maybe('1', '2', '10', '002', '9007199254740993', '9007199254740994', '', 'abc'),
    content: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom('text', 'html'),
    createdAt: fc.constantFrom(1, 2),
    editedAt: maybe(0, 5, 6),
    deletedAt: maybe(7, 8),
    sequenceId: maybe('3', '03', '4'),
    senderId: maybe('ada', 'grace'),
    senderDisplayName: maybe('Ada', 'Lady Ada'),
    clientMessageId: maybe('c1', 'c2'),
    metadata: maybe({}, { x: '1' }, { x: '2' }, { y: '1', x: '2' }),
    topic: maybe('T'),
    initiatorId: maybe('ada'),
    participants: maybe([{ userId: 'ada' }], [{ userId: 'ada', displayName: 'Ada' }]),
  })
  .map((fields): ServerMessage => {
    const present = Object.entries(fields).filter(([, value]) => value !== undefined);
    // Only fields without a value were left out, and those may be absent.
    return { ...Object.fromEntries(present), id: '1', threadId: 't' } as ServerMessage;
  });

const base: ServerMessage = {
  id: '1',
  threadId: 't',
  kind: 'text',
  content: '',
  senderId: 'ada',
  createdAt: 1,
};
const stored = (message: ServerMessage): ServerView => toView(message, '1');
const content = (message: ServerMessage): string => message.content;

describe('joining two views of one message', () => {
  test('gives the same result in either order', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        expect(mergeMessage(stored(a), b)).toEqual(mergeMessage(stored(b), a));
      }),
    );
  });

  test('gives the same result however the views are grouped', () => {
    fc.assert(
      fc.property(view, view, view, (a, b, c) => {
        const right = mergeMessage(stored(b), c);
        expect(mergeMessage(mergeMessage(stored(a), b), c)).toEqual(mergeMessage(stored(a), right));
      }),
    );
  });

  test('returns the very same object when a view brings nothing new', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        const row = mergeMessage(stored(a), b);
        expect(mergeMessage(row, a)).toBe(row);
        expect(mergeMessage(row, b)).toBe(row);
      }),
    );
  });

  test('lets a tombstone stand, whatever later versions say', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        const deleted: ServerMessage = { ...a, content: '', deletedAt: 9 };
        expect(mergeMessage(stored(deleted), b).deletedAt).toBeDefined();
        expect(mergeMessage(stored(b), deleted).deletedAt).toBeDefined();
      }),
    );
  });

  test('takes everything that an edit changes from the highest version, and from no other', () => {
    const first = { ...base, version: '1', content: 'first', metadata: { x: '1' }, editedAt: 4 };
    const second: ServerMessage = { ...base, version: '2', content: 'second', editedAt: 5 };
    const merged = mergeMessage(stored(second), first);
    expect(merged).toMatchObject({ content: 'second', version: '2', editedAt: 5 });
    expect(merged).not.toHaveProperty('metadata');
  });

  test('takes what never changes from whichever view has it', () => {
    const { senderId: _sender, ...bare } = base;
    const known = { ...base, version: '1', sequenceId: '7', clientMessageId: 'c' };
    const deleted: ServerMessage = { ...bare, version: '2', deletedAt: 9 };
    const constants = { senderId: 'ada', sequenceId: '7', clientMessageId: 'c' };
    expect(mergeMessage(stored(deleted), known)).toMatchObject({ deletedAt: 9, ...constants });
    expect(mergeMessage(stored(known), deleted)).toMatchObject({ deletedAt: 9, ...constants });
  });

  test('of one version: deleted before edited, edited before plain', () => {
    const plain: ServerMessage = { ...base, version: '2', content: 'plain' };
    const edited: ServerMessage = { ...plain, content: 'an edit', editedAt: 0 };
    const deleted: ServerMessage = { ...plain, content: '', deletedAt: 1 };
    expect(content(mergeMessage(stored(plain), edited))).toBe('an edit');
    expect(content(mergeMessage(stored(edited), plain))).toBe('an edit');
    expect(mergeMessage(stored(edited), deleted).deletedAt).toBe(1);
    expect(mergeMessage(stored(deleted), edited).deletedAt).toBe(1);
  });

  test('compares versions beyond 2^53 by all their digits, and takes what is no number for the lowest', () => {
    const of = (version: string): ServerMessage => ({ ...base, version, content: version });
    const highest = '9007199254740994';
    for (const lower of ['9007199254740993', '0009007199254740993', '', 'abc', '-1', '1e99']) {
      expect(content(mergeMessage(stored(of(lower)), of(highest)))).toBe(highest);
      expect(content(mergeMessage(stored(of(highest)), of(lower)))).toBe(highest);
    }
  });

  test('replaces all that this device made up for a message of its own', () => {
    const { version: _none, ...bound } = { ...stored(base), createdAt: 99, content: 'typed' };
    const merged = mergeMessage(bound, { ...base, createdAt: 100, content: 'stored' });
    expect(merged).toMatchObject({ createdAt: 100, content: 'stored', version: '' });
  });
});
