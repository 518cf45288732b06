import { expect, test } from 'vitest';
import { completeRecords } from '../../test-support/stored-records.ts';
import { isRecordOf } from './record-shapes.ts';
import { tableKeys, type TableName } from './session-database.ts';

const tables = Object.keys(tableKeys).map((table) => table as TableName);
const optional: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  uploads: ['width', 'height', 'url', 'failure', 'clientMessageId'],
  outbox: [
    'senderDisplayName',
    'firstAttemptAt',
    'lastAttemptAt',
    'dispatchedContent',
    'mayLinger',
    'since',
    'isTakenBack',
    'isDeleted',
    'id',
    'failure',
  ],
  changes: ['content', 'metadata', 'base', 'failure'],
  drafts: ['selection', 'replyTo', 'metadata'],
  marks: ['written', 'refused'],
};
const fields = tables.flatMap((table) =>
  Object.keys(completeRecords[table]).map((field) => [table, field] as const),
);

test.each(tables)(
  'a complete record of %s is one, also with fields of a later version',
  (table) => {
    expect(isRecordOf(table, completeRecords[table])).toBe(true);
    expect(isRecordOf(table, { ...completeRecords[table], addedLater: [1] })).toBe(true);
  },
);

test.each(fields)('a record of %s may lack %s only where it is optional', (table, field) => {
  const { [field]: _left, ...rest } = completeRecords[table] as unknown as Record<string, unknown>;
  expect(isRecordOf(table, rest)).toBe(optional[table]?.includes(field) === true);
});

test.each(fields)('in %s, %s holds nothing of another type', (table, field) => {
  const wrong = [null, Number.NaN, Symbol.iterator, [], ['x', 1], { a: 1 }, () => {}];
  for (const value of wrong)
    expect(isRecordOf(table, { ...completeRecords[table], [field]: value })).toBe(false);
});

test.each([undefined, null, 0, '', 'text', true, [], [1], {}])('%j is no record', (value) => {
  for (const table of tables) expect(isRecordOf(table, value)).toBe(false);
});

test('a state or a kind that this version does not know makes a record unusable', () => {
  expect(isRecordOf('outbox', { ...completeRecords.outbox, state: 'blocked' })).toBe(false);
  expect(isRecordOf('outbox', { ...completeRecords.outbox, kind: 'topicUpdated' })).toBe(false);
  expect(isRecordOf('changes', { ...completeRecords.changes, state: 'sent' })).toBe(false);
  expect(isRecordOf('changes', { ...completeRecords.changes, kind: 'move' })).toBe(false);
});

test('names of Object.prototype are plain keys of metadata, and change no prototype', () => {
  const metadata: unknown = JSON.parse('{"__proto__":"x","constructor":"y"}');
  expect(isRecordOf('outbox', { ...completeRecords.outbox, metadata })).toBe(true);
  const polluted: unknown = JSON.parse('{"__proto__":{"isTakenBack":true}}');
  expect(isRecordOf('outbox', { ...completeRecords.outbox, metadata: polluted })).toBe(false);
  expect(isRecordOf('outbox', JSON.parse('{"__proto__":{"clientMessageId":"c"}}'))).toBe(false);
  expect({}).not.toHaveProperty('isTakenBack');
});
