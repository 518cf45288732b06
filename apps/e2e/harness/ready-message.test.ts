import { expect, test } from 'vitest';
import { readReadyMessage } from './ready-message.ts';

const ready = {
  type: 'ready',
  url: 'http://localhost:4820/',
  endpoint: 'http://127.0.0.1:4830',
  chatServerPid: 42,
};

test('a ready message is read without what else it holds', () => {
  expect(readReadyMessage({ ...ready, more: true })).toEqual(ready);
});

test.each([
  ['nothing', null],
  ['text', 'ready'],
  ['another type', { ...ready, type: 'log' }],
  ['no address', { ...ready, url: undefined }],
  ['no chat server', { ...ready, endpoint: undefined }],
  ['no process', { ...ready, chatServerPid: undefined }],
])('%s is not a ready message', (_, message) => {
  expect(readReadyMessage(message)).toBeUndefined();
});
