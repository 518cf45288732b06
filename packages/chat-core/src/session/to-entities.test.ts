import { expect, test } from 'vitest';
import { decodeThreadItem, decodeThreadProperties } from '../decode.ts';
import { toThreadSnapshot } from './to-entities.ts';

const createdOn = '2026-01-01T00:00:00Z';

test.each([createdOn, {}, null])(
  'a list of threads that says more than the protocol, such as when they were created (%j), is understood all the same',
  (value) => {
    const item = { id: 'T', topic: 'Looms', createdOn: value, createdBy: value };
    expect(toThreadSnapshot(decodeThreadItem(item, 'item'))).toEqual({ id: 'T', topic: 'Looms' });
  },
);

test('a thread that is read alone says when it was created, and by whom', () => {
  const createdByCommunicationIdentifier = { rawId: '8:acs:ada' };
  const thread = { id: 'T', topic: 'Looms', createdOn, createdByCommunicationIdentifier };
  expect(toThreadSnapshot(decodeThreadProperties(thread, 'thread'))).toEqual({
    id: 'T',
    topic: 'Looms',
    createdAt: Date.parse(createdOn),
    createdById: '8:acs:ada',
  });
});
