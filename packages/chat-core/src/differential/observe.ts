import {
  ChatClient as OfficialChatClient,
  ChatThreadClient as OfficialChatThreadClient,
} from '@azure/communication-chat';
import type { CommunicationTokenCredential } from '@azure/communication-common';
import { vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { ChatThreadClient } from '../chat-thread-client.ts';
import { createToken } from '../test-support/create-token.ts';
import type { Clients, DifferentialCase, SharedClientOptions } from './differential-case.ts';
import { createScriptedHttpClient, type RecordedRequest } from './scripted-http-client.ts';

/** All that an app, a service or a person at a log can tell of a case. */
export interface Observation {
  readonly requests: readonly RecordedRequest[];
  readonly outcome: { readonly value: unknown } | { readonly error: unknown };
  readonly notes: readonly unknown[];
  /** Tokens that the credential handed out. */
  readonly tokens: readonly string[];
}

/** Which of the two clients a case is run on. */
export type Side = 'official' | 'ours';

const defaultEndpoint = 'https://contoso.communication.azure.com';
const defaultThreadId = '19:looms-1843@thread.v2';
const dayMs = 86_400_000;
/** What both clients take for the beginning of a case. */
const startMs = Date.now();

/** Runs a case on one of the clients. Retries wait a millisecond, so that nothing is waited for. */
export async function observe(tried: DifferentialCase, side: Side): Promise<Observation> {
  const httpClient = createScriptedHttpClient(tried.answers);
  const notes: unknown[] = [];
  const { credential, tokens } = createCredential(tried);
  const observed = { requests: httpClient.requests, notes, tokens };
  if (tried.isTimeSet === true) vi.setSystemTime(startMs);
  try {
    const options: SharedClientOptions = {
      httpClient,
      retryOptions: { retryDelayInMs: 1 },
      ...tried.options?.(notes),
    };
    const clients = openClients(tried, side, credential, options, observed);
    return { ...observed, outcome: { value: await tried.run(clients) } };
  } catch (error) {
    return { ...observed, outcome: { error } };
  } finally {
    if (tried.isTimeSet === true) vi.useRealTimers();
  }
}

function openClients(
  tried: DifferentialCase,
  side: Side,
  credential: CommunicationTokenCredential,
  options: SharedClientOptions,
  { requests, notes }: Pick<Clients, 'requests' | 'notes'>,
): Clients {
  const { endpoint = defaultEndpoint, threadId = defaultThreadId } = tried;
  const chat = createChatClient(side, endpoint, credential, options);
  let thread: Clients['thread'] | undefined;
  return {
    chat,
    get thread() {
      thread ??= chat.getChatThreadClient(threadId);
      return thread;
    },
    openThread: (id) =>
      side === 'official'
        ? new OfficialChatThreadClient(endpoint, id, credential, options)
        : new ChatThreadClient(endpoint, id, credential, { ...options, ...withoutChance }),
    requests,
    notes,
    advanceTime: (byMs) => void vi.setSystemTime(Date.now() + byMs),
  };
}

/** The wait for a `Retry-After` must not have a random part, which would be a second long. */
const withoutChance = {
  random: { next: () => 0, createUuid: () => crypto.randomUUID() },
} as const;

function createChatClient(
  side: Side,
  endpoint: string,
  credential: CommunicationTokenCredential,
  options: SharedClientOptions,
): Clients['chat'] & { getChatThreadClient(threadId: string): Clients['thread'] } {
  return side === 'official'
    ? new OfficialChatClient(endpoint, credential, options)
    : new ChatClient(endpoint, credential, { ...options, ...withoutChance });
}

function createCredential(tried: DifferentialCase): {
  readonly credential: CommunicationTokenCredential;
  readonly tokens: readonly string[];
} {
  const { tokenLifetimesMs = [dayMs], credentialError } = tried;
  const tokens: string[] = [];
  const credential: CommunicationTokenCredential = {
    async getToken() {
      if (credentialError !== undefined) throw credentialError;
      const index = Math.min(tokens.length, tokenLifetimesMs.length - 1);
      const expiresOnTimestamp = startMs + (tokenLifetimesMs[index] ?? dayMs);
      const token = createToken(expiresOnTimestamp, `token ${index}`);
      tokens.push(token);
      return { token, expiresOnTimestamp };
    },
    dispose() {},
  };
  return { credential, tokens };
}
