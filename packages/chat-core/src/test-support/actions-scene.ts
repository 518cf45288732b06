import { expect } from 'vitest';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import { getIdentifierRawId } from '../model/identifiers.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import type { CreationPorts } from '../session/people/creations.ts';
import { createThreadActions, type ThreadActions } from '../session/people/thread-actions.ts';
import { defaultReliability } from '../session/reliability.ts';
import { createRequestBudget } from '../session/request-budget.ts';
import { createRepeat } from '../session/retries.ts';
import type { ChatClientOptions } from '../options.ts';
import { createMemoryStore, type MemoryStore } from '../session/storage/memory-database.ts';
import { createTokenCredential } from '../token-credential.ts';
import { fixtureEndpoint, type ChatFixture } from './chat-fixture.ts';
import { collect } from './collect.ts';
import { createHurriedClock } from './hurried-clock.ts';
import { createLedger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { systemRandom } from '../platform/random.ts';
import {
  createRecordingFetch,
  type Interference,
  type RecordedRequest,
  type RecordingFetch,
} from './recording-fetch.ts';

/** Ada's actions on the real service, and what the session hears of them. */
export interface ActionsScene extends Pick<RecordingFetch, 'requests'> {
  readonly actions: ThreadActions;
  /** Time as the actions know it; requests have the real one. */
  readonly clock: ManualClock;
  readonly events: readonly ChatEvent[];
  /** Threads whose messages were to be read again, in order. */
  readonly refreshed: readonly string[];
  /** Threads that are no longer Ada's, as `thread reason`. */
  readonly left: readonly string[];
  readonly errors: readonly unknown[];
  /** Ends the session, and what is under way in it. */
  end(): void;
}

/** Creates an {@link ActionsScene}, of which nothing may be left open after the test. The first requests that `matches` meet the script; answers that were lost are asked for again at once. */
export function createActionsScene(
  chat: ChatFixture,
  script: readonly Interference[] = [],
  matches?: (request: RecordedRequest) => boolean,
  options: ChatClientOptions &
    Pick<CreationPorts, 'createPlace'> & { readonly store?: MemoryStore; canSend?(): boolean } = {},
): ActionsScene {
  const { fetch, requests } = createRecordingFetch(chat.service.fetch, script, matches);
  const clock = createManualClock();
  const events: ChatEvent[] = [];
  const refreshed: string[] = [];
  const left: string[] = [];
  const errors: unknown[] = [];
  const { store = createMemoryStore(), canSend = () => true, createPlace, ...rest } = options;
  const database = store.open();
  const ledger = createLedger();
  const life = new AbortController();
  const abortSignal = life.signal;
  const random = { ...systemRandom, next: () => 0 };
  const actions = createThreadActions({
    client: ledger.createClient(fixtureEndpoint, createTokenCredential(chat.ada.token), {
      fetch,
      ...rest,
    }),
    userId: chat.ada.userId,
    displayName: 'Ada',
    abortSignal,
    repeat: createRepeat(
      {
        clock: ledger.watchClock(createHurriedClock(1_000)),
        random,
        config: defaultReliability,
        budget: createRequestBudget(clock, defaultReliability),
      },
      abortSignal,
    ),
    random,
    clock,
    learn: (event) => events.push(event),
    change: (_threadId, ask) => ask((event) => events.push(event)),
    requireUse: async () => {},
    database: async () => database,
    canSend,
    ...(createPlace && { createPlace }),
    reportError: (error) => errors.push(error),
    refresh: (threadId) => refreshed.push(threadId),
    leave: (threadId, reason) => left.push(`${threadId} ${reason}`),
  });
  ledger.endWithTest({
    async dispose() {
      life.abort();
      await clock.settle();
      expect(clock.pendingTimers).toBe(0);
    },
  });
  return { actions, clock, requests, events, refreshed, left, errors, end: () => life.abort() };
}

/** Raw ids of the people whom the service has in a thread. */
export async function listPresent(thread: ChatThreadClient): Promise<string[]> {
  const participants = await collect(thread.listParticipants());
  return participants.map(({ id }) => getIdentifierRawId(id));
}
