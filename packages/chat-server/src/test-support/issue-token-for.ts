import { signRequest } from './sign-request.ts';

/** Makes the user behind `customId`, or finds him again, as a backend with the connection string does. */
export async function issueTokenFor(
  connectionString: string,
  customId: string,
): Promise<{ token: string; userId: string }> {
  const [, endpoint = '', accessKey = ''] =
    /^endpoint=(.+)\/;accesskey=(.+)$/.exec(connectionString) ?? [];
  const url = `${endpoint}/identities?api-version=2023-10-01`;
  const body = JSON.stringify({ customId, createTokenWithScopes: ['chat'] });
  const headers = signRequest('POST', url, body, accessKey, Date.now());
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer: { identity: { id: string }; accessToken: { token: string } } =
    await response.json();
  return { token: answer.accessToken.token, userId: answer.identity.id };
}
