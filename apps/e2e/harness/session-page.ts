import { ChatClient } from '../../../packages/chat-core/src/chat-client.ts';
import { isChatClientError } from '../../../packages/chat-core/src/errors.ts';
import { createChatSession } from '../../../packages/chat-core/src/session/chat-session.ts';
import type { ReliabilityConfig } from '../../../packages/chat-core/src/session/reliability.ts';
import type { ChatSession } from '../../../packages/chat-core/src/session/session-contract.ts';
import { applyBatch, createChatState } from '../../../packages/chat-core/src/state/apply-batch.ts';
import { createTokenCredential } from '../../../packages/chat-core/src/token-credential.ts';
import { createSessionRecord } from './session-record.ts';

/** Who signs in on a page, and how. It is the query parameter `settings` of the page, as JSON. */
export interface SessionSettings {
  readonly endpoint: string;
  readonly userId: string;
  readonly displayName: string;
  readonly token: string;
  /** The thread that is open. */
  readonly threadId: string;
  readonly persist: boolean;
  readonly reliability: Partial<ReliabilityConfig>;
}

/** One row of the open thread, as plain JSON. */
export interface SessionRow {
  readonly key: string;
  readonly text: string;
  readonly status: string;
  /** Why it waits, or the code of why it failed. */
  readonly reason?: string;
}

/** The smallest app over a session: it opens one thread. */
export interface SessionApp {
  rows(): SessionRow[];
  draft(): string | undefined;
  /** Sends a text; its outcome is kept under it. Returns the code of what `send` threw. */
  send(text: string): string | undefined;
  /** What became of the promises of `send`, by text: `pending`, `sent`, or the code of the error. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** Every status of the connection so far, without repetitions in a row. */
  readonly connections: readonly string[];
  /** Problems of the storage that the stream told of. */
  readonly storageProblems: readonly string[];
  /** Codes or texts of what `onError` heard. */
  readonly errors: readonly string[];
  readonly isSignedOut: boolean;
  /** Starts and disposes so many further sessions without storage or with it; every 25th is live in between. */
  cycle(count: number): Promise<void>;
}

declare global {
  interface Window {
    session: ChatSession;
    app: SessionApp;
  }
}

const settings: SessionSettings = JSON.parse(
  new URLSearchParams(location.search).get('settings') ?? '{}',
);
const { endpoint, userId, displayName, threadId, persist, reliability } = settings;
const outcomes: Record<string, string> = {};
const connections: string[] = [];
const storageProblems: string[] = [];
const errors: string[] = [];
let isSignedOut = false;

const nameOf = (error: unknown): string => (isChatClientError(error) ? error.code : String(error));

/** A further session of the same user, over a client of its own. */
function openSession(): ChatSession {
  const client = new ChatClient(endpoint, createTokenCredential(settings.token));
  return createChatSession(client, {
    userId,
    displayName,
    persist,
    reliability,
    onError: (error) => errors.push(nameOf(error)),
    onSignedOut: () => (isSignedOut = true),
  });
}

const session = openSession();
// The harness fails a test on this, also when the page is gone by then.
const record = createSessionRecord((violation) => console.error(`violation: ${violation}`));
let state = createChatState(userId);
session.subscribe((batch) => {
  state = applyBatch(state, batch);
  record.check(state);
  for (const event of batch) {
    if (event.type === 'connection-changed' && connections.at(-1) !== event.status)
      connections.push(event.status);
    if (event.type === 'persistence-changed' && event.problem !== undefined)
      storageProblems.push(event.problem);
  }
});

window.session = session;
window.app = {
  rows() {
    const thread = state.threads.get(threadId);
    return (thread?.messageKeys ?? []).flatMap((key) => {
      const row = thread?.rows.get(key);
      if (row === undefined || row.kind !== 'text') return [];
      const { content: text, sendState: status } = row;
      const reason = row.failure?.code ?? row.waitsFor;
      return [{ key, text, status, ...(reason !== undefined && { reason }) }];
    });
  },
  draft: () => state.threads.get(threadId)?.draft?.text,
  send(text) {
    try {
      const { settled } = session.send(threadId, { content: text });
      outcomes[text] = 'pending';
      settled.then(
        () => (outcomes[text] = 'sent'),
        (error: unknown) => (outcomes[text] = nameOf(error)),
      );
      return undefined;
    } catch (error) {
      return nameOf(error);
    }
  },
  outcomes,
  connections,
  storageProblems,
  errors,
  get isSignedOut() {
    return isSignedOut;
  },
  async cycle(count) {
    for (let index = 0; index < count; index++) {
      const further = openSession();
      const live = new Promise<void>((resolve) => {
        further.subscribe(() => {
          if (further.status.connection === 'live') resolve();
        });
      });
      further.start();
      if (index % 25 === 0) await live;
      await further.dispose();
    }
  },
};

session.start();
session.acquire(threadId);
/** A page of an app asks again until it has an answer. */
async function load(): Promise<void> {
  while (!isSignedOut) {
    try {
      await session.loadMessages(threadId);
      return;
    } catch (error) {
      errors.push(nameOf(error));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
void load();
