import { expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { packageVersion } from '../version.ts';

/** A client with a token that nobody checks. */
function createClient(fetch?: typeof globalThis.fetch): ChatClient {
  const token = { token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 };
  const credential = { getToken: () => Promise.resolve(token), dispose() {} };
  return new ChatClient('http://localhost:1', credential, {
    ...(fetch && { fetch }),
    retryOptions: { maxRetries: 0 },
  });
}

test('in a page the client names itself in x-ms-useragent, because User-Agent belongs to the browser', async () => {
  let sent = new Headers();
  const client = createClient(async (_url, init) => {
    sent = new Headers(init?.headers);
    return new Response(null, { status: 204 });
  });
  await client.deleteChatThread('19:a');
  expect(sent.get('x-ms-useragent')).toBe(`confab-chat-core/${packageVersion}`);
  expect(sent.has('user-agent')).toBe(false);
});

test('a service that cannot be reached is a network error with the browser’s reason', async () => {
  const deleted = createClient().deleteChatThread('19:a');
  await expect(deleted).rejects.toMatchObject({
    name: 'RestError',
    code: 'network',
    cause: { message: 'TypeError: Failed to fetch' },
  });
});
