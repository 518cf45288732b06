import { afterEach, beforeEach } from 'vitest';

import type { ChatClientOptions } from '../options.ts';
import { createChatFixture, type ChatFixture } from './chat-fixture.ts';
import type { Interference } from './recording-fetch.ts';
import { createScriptedClient, type ScriptedClient } from './scripted-client.ts';

/** A service in which Ada has one thread, anew for each test of a file. */
export interface ThreadScene {
  readonly chat: ChatFixture;
  readonly threadId: string;
  /** Creates Ada's client for the thread, whose first requests meet a script. */
  script(script?: readonly Interference[], options?: ChatClientOptions): ScriptedClient;
}

/** Sets a {@link ThreadScene} for all tests of a file. */
export function setThreadScene(): ThreadScene {
  let chat: ChatFixture;
  let threadId: string;
  beforeEach(async () => {
    chat = await createChatFixture();
    threadId = (await chat.createThread()).threadId;
  });
  afterEach(() => chat.close());
  return {
    get chat() {
      return chat;
    },
    get threadId() {
      return threadId;
    },
    script: (script, options) => createScriptedClient(chat, threadId, script, options),
  };
}
