import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const documentUrl = new URL('../docs/delivery.md', import.meta.url);
const text = readFileSync(documentUrl, 'utf8');
const matrix = text.slice(text.indexOf('## What can go wrong'));

/** A link to a test: its title in the source, between quotes, and the file. */
const links = [...matrix.matchAll(/\[“([^”]+)”\]\(([^)]+)\)/g)].map(
  ([, title = '', path = '']) => ({
    title,
    path,
  }),
);

const rows = matrix.split('\n').filter((line) => /^\| (?!-|what happens)/.test(line));

/** What the session must have an answer to, whatever else becomes a row. */
const faults = [
  'a message is stored, and the answer is lost with the connection',
  'a request is lost on its way',
  'a message is stored and answered with 408, 500, 502, 503 or 504',
  'a message arrives after it was looked for, but in time',
  'a message arrives when nobody expects it any more, and is stored twice',
  'the event comes before the answer',
  'the answer comes, and the event never',
  'the answer breaks off, is no JSON or holds no id',
  'a message is longer than the service takes: 28,001 bytes, or 28,000 emoji',
  '429 with a time',
  '429 without a time, or with one that is nonsense, negative, past or a year away',
  'the time to wait is a date, and the local clock is wrong',
  '20 messages in a second, twice as many as the service takes',
  'ten requests meet a 401 at once',
  'a token cannot be fetched for a while',
  'the new token is refused, too',
  'the new token belongs to somebody else',
  'the question for a token hangs',
  '401, although by the local clock the token is valid',
  'the token runs out on an open socket',
  'somebody sends who was removed',
  'somebody is removed and added again while offline',
  'a thread is deleted during a send or a list',
  'the answer to the creation of a thread is lost',
  'some of the people cannot be added',
  'an hour in airplane mode, five messages, and back',
  'the device says online, and a portal answers everything',
  'the address leads nowhere, or TLS fails',
  'answers come byte by byte, or not at all',
  'the connection is open, but dead',
  'the connection breaks twice a second for a minute',
  'a laptop sleeps for eight hours',
  'everybody in a large thread is cut off at once',
  'a reload with messages in the outbox',
  'a reload between a request and its answer',
  'a tab is killed after a message was stored on the device and before it left',
  'the storage is missing, refused or blocked by another page',
  'the device is full',
  'a stored record is damaged',
  'Ada signs out with unsent messages, and Grace signs in',
  'two tabs of one user write at once',
  'the sending tab is closed, crashes or is frozen during a request',
  'two tabs both believe that they send',
  'a message between tabs is forged, broken or of another version',
  'the connection is away for 5 s: three new messages, an old one edited, another deleted',
  'three days away, 5,000 messages',
  'a fifth of the events is lost, and the connection looks well',
  'a message comes between the list and the connection',
  'an event comes while its thread is listed',
  'a list of an earlier connection answers after the next one',
  'the second page of a catch-up fails',
  'the link to the next page leads to another origin, to plain http, in a circle or on for ever',
  'new messages shift the pages while somebody pages back',
  'a cache answers with an old list',
  'an event comes twice, or ten times',
  'events overtake each other',
  'two messages have the same time',
  'a version is longer than a number holds, empty, a word, or begins with zeros',
  'the event of an old edit comes after that of a new one',
  'a deletion and an edit cross, or both events are lost',
  'the clock of the service steps back by ten seconds',
  'an edit is accepted, and its event never comes',
  'this user and another device edit one message',
  'a message is edited on its way, and its request fails',
  'a message is deleted while nobody knows whether it is stored',
  'a message with a hidden second copy is deleted',
  'receipts come out of order, or for messages that are not loaded; 1,000 are due in a minute',
  'a thread has more than 20 people',
  'somebody types, and nothing follows; a clock is an hour off',
  'StrictMode mounts twice; a thousand sessions begin and end',
  'a view goes away while requests are under way',
  'a listener of the app throws',
  '`__proto__` and `constructor` as keys of metadata and as ids',
  'somebody else copies the client message id of a message',
  'answers, events and frames hold any JSON, or none',
  'it is killed under load',
  'its disk is full',
];

test('every fault that the session must have an answer to is a row of the matrix', () => {
  const described = new Set(rows.map((row) => row.split(' | ')[0]?.replace('| ', '')));
  expect(faults.filter((fault) => !described.has(fault))).toEqual([]);
});

test('the matrix of faults names a test for every row', () => {
  expect(rows.filter((row) => !/\[“[^”]+”\]\([^)]+\)/.test(row))).toEqual([]);
});

test('every test that the matrix names is there under that title', () => {
  const missing = links.filter(({ title, path }) => {
    const file = new URL(path, documentUrl);
    // A title in a source may be broken over lines, and quotes in it are escaped.
    return !existsSync(file) || !flat(readFileSync(file, 'utf8')).includes(flat(title));
  });
  expect(missing).toEqual([]);
});

function flat(source: string): string {
  return source.replace(/\\(['"`])/g, '$1').replace(/\s+/g, ' ');
}
