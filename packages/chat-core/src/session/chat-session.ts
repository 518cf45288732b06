import type { ChatClient } from '../chat-client.ts';
import { composeChatSession } from './compose-session.ts';
import type { ChatSession, ChatSessionOptions } from './session-contract.ts';

/** Creates the session of one user. Nothing is opened before {@link ChatSession.start}, a load, or the first message. */
export function createChatSession(client: ChatClient, options: ChatSessionOptions): ChatSession {
  return composeChatSession(client, options);
}
