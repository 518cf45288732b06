import { ChatClientError } from '@confab/chat-core';
import { expect, test } from 'vitest';
import { labelsEn } from '../labels/labels-en.ts';
import { loadErrorText } from './load-error-text.ts';

const failure = (code: string, statusCode?: number): ChatClientError =>
  new ChatClientError({
    code,
    operation: 'listMessages',
    message: 'listMessages failed: the service answered …',
    ...(statusCode !== undefined && { statusCode }),
  });

test.each([
  ['a refused token', failure('Unauthorized', 401), labelsEn.signInNeeded],
  ['a token that cannot be had', failure('token'), labelsEn.signInNeeded],
  ['a thread that is closed to the reader', failure('Forbidden', 403), labelsEn.threadGone],
  ['a thread that is gone', failure('NotFound', 404), labelsEn.threadGone],
  ['a lost connection', failure('network'), labelsEn.loadFailedHint],
  ['a service in trouble', failure('ServiceUnavailable', 503), labelsEn.loadFailedHint],
  ['anything else', new Error('Cannot read properties of undefined'), labelsEn.loadFailedHint],
])('%s is told in words for a reader', (_name, error, text) => {
  expect(loadErrorText(error, labelsEn)).toBe(text);
});
