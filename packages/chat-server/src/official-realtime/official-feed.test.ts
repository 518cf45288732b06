import { beforeEach, expect, test, vi } from 'vitest';
import { defaultBehaviours } from '../behaviours.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import type { FeedSubscriber } from '../realtime/event-feed.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import { closeCodes } from '../realtime/frames.ts';
import { systemRandom } from '../runtime.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import type { EventRow } from '../storage/rows.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createConnectionTickets } from './connection-tickets.ts';
import { acceptOfficialConnection } from './official-connection.ts';

const typing: EventRow = {
  offset: 1,
  event: 'typingIndicatorReceived',
  threadId: '19:t@thread.v2',
  data: '{"senderCommunicationIdentifier":{"rawId":"8:acs:r_ada"}}',
  expiresAt: null,
  messageId: null,
  exceptUserId: null,
  alsoTo: [],
};

let sent: string[];
let closed: number[];
let subscriber: FeedSubscriber | undefined;
let attach: (end: () => void) => void;
const end = vi.fn<() => void>();

/** A socket whose feed the test plays itself: it has subscribed when this resolves, and waits to be attached. */
beforeEach(async () => {
  [sent, closed, subscriber] = [[], [], undefined];
  end.mockClear();
  const { clock, schedule } = createManualTime();
  const context: ChatContext = {
    storage: createMemoryStorage(),
    fanOut: createLocalFanOut(),
    clock,
    random: systemRandom,
    resourceId: 'r',
    epoch: 'e',
    behaviours: defaultBehaviours,
  };
  const tickets = await createConnectionTickets(new Uint8Array(64), systemRandom);
  const claims = { userId: '8:acs:r_grace', scopes: ['chat'], generation: 1 };
  const expiresAt = clock.now() + 3_600_000;
  const sessionId = await tickets.issueSessionId({ ...claims, expiresAt }, 'e1', clock.now());
  const feed = {
    wake: () => undefined,
    subscribe: (wanted: FeedSubscriber) => {
      subscriber = wanted;
      return new Promise<() => void>((resolve) => {
        attach = resolve;
      });
    },
  };
  const onError = vi.fn<() => void>();
  acceptOfficialConnection(
    { context, feed, tickets, schedule, connections: new Set(), onError },
    { sessionId, endpointId: 'e1' },
    {
      send: (text) => sent.push(text),
      close: (code) => closed.push(code),
      cut: () => undefined,
      bufferedAmount: () => 0,
    },
  );
  await vi.waitFor(() => expect(subscriber).toBeDefined());
});

test('events that come before the client is connected follow right after it is, before later ones', async () => {
  subscriber?.deliver(typing);
  subscriber?.deliver({ ...typing, offset: 2 });
  expect(sent).toEqual([]);
  attach(end);
  await vi.waitFor(() => expect(sent).toHaveLength(4));
  subscriber?.deliver({ ...typing, offset: 3 });
  expect(sent.map((text) => text.slice(0, 10))).toEqual([
    '1::',
    '5:::{"name',
    '3:::{"id":',
    '3:::{"id":',
    '3:::{"id":',
  ]);
  expect(sent.slice(2).map((text) => JSON.parse(text.slice(4)).id)).toEqual([1, 2, 3]);
});

test.each([
  ['lost events', 'onTrimmed', closeCodes.overloaded],
  ['fails', 'onFailed', closeCodes.failed],
  ['finds the tokens revoked', 'onRevoked', closeCodes.unauthorized],
] as const)(
  'a feed that %s closes the socket, and no event follows',
  async (_name, ending, code) => {
    attach(end);
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    subscriber?.[ending]();
    subscriber?.deliver(typing);
    expect(closed).toEqual([code]);
    expect(sent).toHaveLength(2);
    expect(end).toHaveBeenCalledOnce();
  },
);

test('a socket that ends while it subscribes ends the subscription too', async () => {
  subscriber?.onRevoked();
  attach(end);
  await vi.waitFor(() => expect(end).toHaveBeenCalledOnce());
  expect(sent).toEqual([]);
});
