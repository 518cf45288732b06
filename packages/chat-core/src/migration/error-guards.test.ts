import { isRestError, RestError } from '@azure/core-rest-pipeline';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { catchError } from '../test-support/scripted-client.ts';

let fixture: ChatFixture;

beforeAll(async () => {
  fixture = await createChatFixture();
});
afterAll(() => fixture.close());

test('the guard of the official pipeline knows our errors, with all that its type promises', async () => {
  const thread = await fixture.createThread();
  const error: unknown = await catchError(thread.getMessage('1'));
  if (!isRestError(error)) throw new Error('The guard does not know this error.');
  expect(error).toMatchObject({ name: 'RestError', code: 'NotFound', statusCode: 404 });
  expect(error.details).toMatchObject({ error: { code: 'NotFound' } });
  expect(error.request).toMatchObject({ method: 'GET' });
  expect(error.request?.url).toMatch(/\/messages\/1\?api-version=/);
  expect(error.response?.status).toBe(404);
  expect(error.response?.bodyAsText).toContain('NotFound');
});

test('a call that the app gave up is an AbortError and no RestError, as in the official client', async () => {
  const thread = await fixture.createThread();
  const abortSignal = AbortSignal.abort();
  const error: unknown = await catchError(thread.getProperties({ abortSignal }));
  expect(isRestError(error)).toBe(false);
  expect(error).toMatchObject({ name: 'AbortError' });
});

test('our errors are not instances of the official class: an app that asks so has to use the guard', async () => {
  const thread = await fixture.createThread();
  const error: unknown = await catchError(thread.getMessage('1'));
  expect(error instanceof RestError).toBe(false);
});
