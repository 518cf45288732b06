import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { createChatSession, type ChatSession } from '@confab/chat-core/session';
import type { DemoSignIn } from '../server/demo-tokens.ts';

/** A demo account that is signed in. */
export interface SignedIn {
  readonly client: ChatClient;
  readonly session: ChatSession;
}

/** Signs a demo account in. Rejects with a sentence for the user. */
export async function signIn(user: string): Promise<SignedIn> {
  const { endpoint, userId, displayName, token } = await fetchSignIn(user);
  let firstToken: string | undefined = token;
  const credential = createTokenCredential(async () => {
    const unused = firstToken ?? (await fetchSignIn(user)).token;
    firstToken = undefined;
    return unused;
  });
  const client = new ChatClient(endpoint, credential);
  return { client, session: createChatSession(client, { userId, displayName }) };
}

async function fetchSignIn(user: string): Promise<DemoSignIn> {
  const response = await fetch(`/demo/token?user=${encodeURIComponent(user)}`, { method: 'POST' });
  // The shapes that server/demo-tokens.ts answers with.
  if (response.ok) return (await response.json()) as DemoSignIn;
  const refusal = (await response.json()) as { error: { message: string } };
  throw new Error(refusal.error.message);
}
