import type { ChatService } from '../chat-service-options.ts';
import { signRequest } from './sign-request.ts';

/** Calls an identity operation of a service on `http://localhost`, signed with its access key. `now` in milliseconds. */
export async function callIdentity(
  service: ChatService,
  now: number,
  path: string,
  request?: object,
): Promise<Response> {
  const accessKey = /accesskey=(.+)$/.exec(service.connectionString)?.[1] ?? '';
  const url = `http://localhost${path}?api-version=2023-10-01`;
  const body = request === undefined ? '' : JSON.stringify(request);
  const headers = signRequest('POST', url, body, accessKey, now);
  const init = { method: 'POST', headers, ...(body !== '' && { body }) };
  return await service.fetch(url, init);
}

/** A token with exactly these scopes for a new user. */
export async function issueScopedToken(
  service: ChatService,
  now: number,
  ...scopes: string[]
): Promise<string> {
  const request = { createTokenWithScopes: scopes, expiresInMinutes: 60 };
  const answer = await (await callIdentity(service, now, '/identities', request)).json();
  return answer.accessToken.token;
}

/** Makes all tokens of the user invalid. */
export async function revokeTokensOf(
  service: ChatService,
  now: number,
  userId: string,
): Promise<void> {
  const path = `/identities/${encodeURIComponent(userId)}/:revokeAccessTokens`;
  const { status } = await callIdentity(service, now, path);
  if (status !== 204) throw new Error(`The tokens were not revoked: ${status}.`);
}
