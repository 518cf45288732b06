import { createTokenCredential } from '@confab/chat-core';
import type { NewParticipant } from '@confab/chat-core/session';

// The backend knows who is signed in, and gives him a token. Here the address says it: `?user=grace`.
const user = new URLSearchParams(location.search).get('user') ?? 'ada';
const signIn = async () => (await fetch(`/sign-in?user=${encodeURIComponent(user)}`)).json();

const { endpoint, userId, displayName, people } = await signIn();
const credential = createTokenCredential(async () => (await signIn()).token);
export const account = { endpoint, credential, userId, displayName };

/** Who it is that has this name, or this raw id. */
export const findPerson = (name: string): NewParticipant | undefined =>
  people.find((one: NewParticipant) => one.displayName === name || one.userId === name);
