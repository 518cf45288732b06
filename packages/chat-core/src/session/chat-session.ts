import type { ChatClient } from '../chat-client.ts';
import { composeChatSession } from './compose-session.ts';
import type { ChatSession } from './session-contract.ts';
import type { ChatSessionOptions } from './session-options.ts';

/** Creates the session of one user. Nothing is opened or fetched before the first call that needs it, such as {@link ChatSession.start}. */
export function createChatSession(client: ChatClient, options: ChatSessionOptions): ChatSession {
  return composeChatSession(client, options);
}
