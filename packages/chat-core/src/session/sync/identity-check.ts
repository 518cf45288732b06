import type { ChatClient } from '../../chat-client.ts';
import { createIdentityError } from './sync-errors.ts';

/** Creates a function that rejects with code `identity-changed` when the client's token is not this user's. */
export function createIdentityCheck(client: ChatClient, userId: string): () => Promise<void> {
  let checked = '';
  return async () => {
    // Written like this, TypeScript allows what an app cannot write by mistake.
    const token = await client['rest'].tokens.getToken();
    if (token === checked) return;
    const owner = readOwner(token);
    if (owner !== undefined && owner !== userId) throw createIdentityError();
    checked = token;
  };
}

/** Whose token it is, as Azure writes it into its tokens. A token of another kind says nothing. */
function readOwner(token: string): string | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims === 'object' && claims !== null && 'skypeid' in claims) {
      return `8:${String(claims.skypeid)}`;
    }
  } catch {
    // It is not for clients to read.
  }
  return undefined;
}
