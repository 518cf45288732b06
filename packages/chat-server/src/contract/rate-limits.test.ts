import { expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene({ rateLimits: 'acs' });

async function startLimited() {
  const ada = await scene.addPerson();
  const threadId = await scene.startThread(ada);
  return { ada, threadId, thread: ada.chat.getChatThreadClient(threadId) };
}

test('who asks too often is told when to ask again', async () => {
  const { ada, threadId } = await startLimited();
  const thread = ada.chat.getChatThreadClient(threadId);
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () => collect(thread.listReadReceipts())),
  );
  const refused = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason] : [],
  );
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({
    name: 'RestError',
    statusCode: 429,
    code: 'TooManyRequests',
    details: { error: { code: 'TooManyRequests' } },
  });
  expect(Number(refused[0].response.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a client that may repeat waits as long as it is told, and then succeeds', async () => {
  const { ada, threadId } = await startLimited();
  let requests = 0;
  const patient = scene.signIn(ada.token, {
    retryOptions: { maxRetries: 3 },
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'count',
          sendRequest: (request, next) => {
            requests += 1;
            return next(request);
          },
        },
      },
    ],
  });
  const thread = patient.getChatThreadClient(threadId);
  for (let count = 0; count < 6; count++) await collect(thread.listReadReceipts());
  expect(requests).toBeGreaterThan(6);
});
