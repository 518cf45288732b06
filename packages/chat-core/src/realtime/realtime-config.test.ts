import { expect, test } from 'vitest';

import { catchError, describeError } from '../test-support/scripted-client.ts';
import { setThreadScene } from '../test-support/thread-scene.ts';

const scene = setThreadScene();

test.each([
  ['a captive portal’s page', 200, (echo: string) => new Response(`<title>${echo}</title>`)],
  ['a 207', 207, (echo: string) => Response.json({ webSocketUrl: echo }, { status: 207 })],
])(
  '%s instead of the realtime addresses rejects the start, without the token',
  async (_what, statusCode, answer) => {
    const paths: string[] = [];
    const { client } = scene.script([], {
      fetch: async (url, { headers }) => {
        paths.push(new URL(url).pathname);
        return answer(headers['authorization'] ?? '');
      },
    });
    const error = await catchError(client.startRealtimeNotifications());
    expect(error).toMatchObject({
      name: 'RestError',
      code: 'invalid-response',
      statusCode,
      operation: 'startRealtimeNotifications',
    });
    expect(describeError(error)).toContain('<token>');
    expect(describeError(error)).not.toContain(scene.chat.ada.token);
    expect(paths).toEqual(['/chat/config/realTimeNotifications']);
  },
);

test('the question for the realtime addresses passes the policies of the app', async () => {
  const urls: string[] = [];
  const { client } = scene.script([], {
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'note',
          sendRequest: (request, next) => {
            urls.push(request.url);
            return next(request);
          },
        },
      },
    ],
  });
  await client.startRealtimeNotifications();
  expect(urls).toEqual([
    expect.stringContaining('/chat/config/realTimeNotifications?api-version='),
  ]);
  await client.stopRealtimeNotifications();
});
