import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../model/entities.ts';
import type { ServerMessage } from '../session/chat-event.ts';
import { mergeMessage } from './merge-message.ts';

const view: fc.Arbitrary<ServerMessage> = fc
  .record({
    version: fc.constantFrom('1', '2', '10', '9007199254740993', '9007199254740994', ''),
    content: fc.constantFrom('a', 'b'),
    editedAt: fc.option(fc.constantFrom(5, 6), { nil: undefined }),
    deletedAt: fc.option(fc.constantFrom(7, 8), { nil: undefined }),
    sequenceId: fc.option(fc.constant('3'), { nil: undefined }),
  })
  .map(({ version, content, editedAt, deletedAt, sequenceId }) => ({
    id: '1',
    threadId: 't',
    kind: 'text',
    senderId: 'ada',
    createdAt: 1,
    version,
    content: deletedAt === undefined ? content : '',
    ...(editedAt !== undefined && { editedAt }),
    ...(deletedAt !== undefined && { deletedAt }),
    ...(sequenceId !== undefined && { sequenceId }),
  }));

const asRow = (message: ServerMessage): Message => ({ ...message, rowKey: '1', sendState: 'sent' });

describe('joining two views of one message', () => {
  test('gives the same result in either order', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        expect(mergeMessage(asRow(a), b)).toEqual(mergeMessage(asRow(b), a));
      }),
    );
  });

  test('gives the same result however the views are grouped', () => {
    fc.assert(
      fc.property(view, view, view, (a, b, c) => {
        const right = mergeMessage(asRow(b), c);
        expect(mergeMessage(mergeMessage(asRow(a), b), c)).toEqual(
          mergeMessage(asRow(a), { ...right, id: '1' }),
        );
      }),
    );
  });

  test('returns the very same object when a view brings nothing new', () => {
    fc.assert(
      fc.property(view, (a) => {
        const row = asRow(a);
        expect(mergeMessage(row, a)).toBe(row);
      }),
    );
  });

  test('lets a tombstone stand, whatever later versions say', () => {
    fc.assert(
      fc.property(view, view, (a, b) => {
        const deleted: ServerMessage = { ...a, content: '', deletedAt: 9 };
        expect(mergeMessage(asRow(deleted), b)).toMatchObject({ content: '' });
        expect(mergeMessage(asRow(b), deleted).deletedAt).toBeDefined();
      }),
    );
  });

  test('compares versions beyond 2^53 by all their digits', () => {
    const older = asRow({ ...base, version: '9007199254740993', content: 'old' });
    const newer: ServerMessage = { ...base, version: '9007199254740994', content: 'new' };
    expect(mergeMessage(older, newer).content).toBe('new');
  });
});

const base: ServerMessage = {
  id: '1',
  threadId: 't',
  kind: 'text',
  content: '',
  senderId: 'ada',
  createdAt: 1,
};
