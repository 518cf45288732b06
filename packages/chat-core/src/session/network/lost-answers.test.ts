import { expect, test, vi } from 'vitest';
import type { RequestFault } from '../../test-support/fault-proxy/fault-rules.ts';
import { writeHttpAnswer } from '../../test-support/fault-proxy/http-answer.ts';
import { createHurriedClock } from '../../test-support/hurried-clock.ts';
import { createNetworkScene } from '../../test-support/network-scene.ts';

const send = /^POST .*\/messages\?/;
const patience = { timeout: 10_000, interval: 20 };
const json = { 'content-type': 'application/json' };

/** A message was stored, and the client does not know. */
const storedAndLost: [string, RequestFault][] = [
  ['the answer is lost with the connection', { do: 'lose-response' }],
  ['the answer breaks off in the middle', { do: 'truncate-response' }],
  ...[408, 500, 502, 503, 504].map((status): [string, RequestFault] => [
    `the answer is ${status}`,
    { do: 'replace-response', response: writeHttpAnswer(status, '{}', json) },
  ]),
  [
    'the answer is no JSON',
    { do: 'replace-response', response: writeHttpAnswer(201, '<html>', json) },
  ],
  [
    'the answer holds no id',
    { do: 'replace-response', response: writeHttpAnswer(201, '{}', json) },
  ],
];

/** Where it has to be looked for, which takes a while, the kinds of answers that differ for the client are enough. */
const lookedFor = [
  'the answer is lost with the connection',
  'the answer is 503',
  'the answer holds no id',
];

for (const isIdempotent of [true, false]) {
  const cases = storedAndLost.filter(([how]) => isIdempotent || lookedFor.includes(how));
  const kind = isIdempotent ? 'stores a repeated message once' : 'stores what it is sent';
  test.each(cases)(
    `a message that was stored although %s is there once, on a service that ${kind}`,
    { timeout: 20_000 },
    async (_how, fault) => {
      const clock = createHurriedClock(10);
      const { ada, grace, threadId, stored } = await createNetworkScene({
        clock,
        isIdempotent,
      });
      ada.proxy.setFaults([{ ...fault, match: send, times: 1 }]);
      const { settled } = ada.session.send(threadId, { content: 'Once' });
      await settled;
      await vi.waitFor(() => expect(grace.texts()).toEqual(['Once']), patience);
      expect(ada.rows()).toMatchObject([{ content: 'Once', sendState: 'sent' }]);
      expect(ada.mostDoubles()).toBe(1);
      expect(await stored()).toEqual(['Once']);
    },
  );

  test(
    `a message that was lost before it was stored arrives once, on a service that ${kind}`,
    { timeout: 20_000 },
    async () => {
      const clock = createHurriedClock(10);
      const { ada, grace, threadId, stored } = await createNetworkScene({
        clock,
        isIdempotent,
      });
      ada.proxy.setFaults([{ do: 'lose-request', match: send, times: 1 }]);
      await ada.session.send(threadId, { content: 'Once' }).settled;
      await vi.waitFor(() => expect(grace.texts()).toEqual(['Once']), patience);
      expect(ada.mostDoubles()).toBe(1);
      expect(await stored()).toEqual(['Once']);
    },
  );
}
