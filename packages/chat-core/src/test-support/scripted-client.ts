import { inspect } from 'node:util';

import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientError } from '../errors.ts';
import type { ChatClientOptions } from '../options.ts';
import type { ChatFixture } from './chat-fixture.ts';
import { createRecordingFetch, type Interference, type RecordingFetch } from './recording-fetch.ts';

/** Ada's client, whose requests are recorded and whose first ones meet a script. */
export interface ScriptedClient extends RecordingFetch {
  readonly client: ChatClient;
  readonly thread: ChatThreadClient;
}

/** Creates a {@link ScriptedClient} for one thread. */
export function createScriptedClient(
  chat: ChatFixture,
  threadId: string,
  script: readonly Interference[] = [],
  options: ChatClientOptions = {},
): ScriptedClient {
  const recording = createRecordingFetch(chat.service.fetch, script);
  const client = chat.createClient(chat.ada, { fetch: recording.fetch, ...options });
  return { ...recording, client, thread: client.getChatThreadClient(threadId) };
}

/** What a call rejects with. */
export function catchError(call: Promise<unknown>): Promise<ChatClientError> {
  return call.then(
    () => {
      throw new Error('The call succeeded.');
    },
    // Every method rejects with an error of the client; tests look at its fields.
    (error: unknown) => error as ChatClientError,
  );
}

/** All that a log or a debugger could show of an error, hidden fields and headers too. */
export function describeError(error: ChatClientError): string {
  const { message, stack, request, response } = error;
  const headers = [request?.headers.toJSON(), response?.headers.toJSON()];
  const hidden = inspect(error, { depth: Infinity, showHidden: true });
  return [message, stack, hidden, JSON.stringify([error, request, response, headers])].join('\n');
}
