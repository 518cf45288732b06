import { createHttpHeaders as createOfficialHeaders } from '@azure/core-rest-pipeline';
import { expect, test } from 'vitest';

import { createHttpHeaders } from './http-headers.ts';

const pairs: [string, string][] = [
  ['Content-Type', 'application/json'],
  ['X-Trace', ' 7 '],
];

test('headers read as those of the official pipeline do', () => {
  const ours = createHttpHeaders(pairs);
  const official = createOfficialHeaders(Object.fromEntries(pairs));
  for (const headers of [ours, official]) {
    headers.set('Content-Type', 'text/plain');
    headers.set('retry', 3);
    headers.delete('X-TRACE');
  }
  expect(ours.toJSON()).toEqual(official.toJSON());
  expect(ours.get('CONTENT-type')).toBe('text/plain');
  expect([ours.has('content-TYPE'), ours.has('x-trace')]).toEqual([true, false]);
  expect(ours.get('x-trace')).toBeUndefined();
});

test('names come out in lower case', () => {
  expect([...createHttpHeaders(pairs)]).toEqual([
    ['content-type', 'application/json'],
    ['x-trace', '7'],
  ]);
});

test('a line break in a value is refused, so that it cannot begin another header', () => {
  expect(() => createHttpHeaders([['x-broken', 'one\r\ntwo']])).toThrow(TypeError);
});

test('a copy is independent', () => {
  const first = createHttpHeaders(pairs);
  const copy = createHttpHeaders(first);
  copy.set('x-trace', '8');
  expect(first.get('x-trace')).toBe('7');
});
