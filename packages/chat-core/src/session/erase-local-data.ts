import { ChatClient } from '../chat-client.ts';
import { createChatSession } from './chat-session.ts';

/**
 * Deletes all that the kit keeps of a user on this device, without signing in: unsent messages, drafts and read marks. Ends
 * the user's sessions in the other tabs, as {@link ChatSession.signOut} does. What the service has is not touched.
 *
 * @param user - The address of the service and the raw id that the user's session was made with.
 * @throws ChatClientError `not-erased` when something could not be deleted.
 */
export async function eraseLocalData(user: {
  readonly endpoint: string;
  readonly userId: string;
}): Promise<void> {
  const client = new ChatClient(user.endpoint, {
    // Nothing is asked of the service.
    getToken: () => Promise.reject(new Error('Erasing needs no token.')),
    dispose() {},
  });
  await createChatSession(client, { userId: user.userId }).signOut();
}
