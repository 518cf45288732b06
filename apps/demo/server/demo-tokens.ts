import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { demoAccounts } from '../accounts.ts';
import type { ChatProcessReady } from './chat-child.ts';

/** What the page gets to sign in with. */
export interface DemoSignIn {
  readonly endpoint: string;
  readonly userId: string;
  readonly displayName: string;
  readonly token: string;
}

/**
 * Answers `POST /demo/token?user=ada` with a token, on this machine only: a real app asks its own backend, which knows who
 * is signed in. The access key stays in this process.
 */
export function createTokenRoute(chat: ChatProcessReady) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isFromThisMachine(request)) {
      return answer(
        response,
        403,
        refusal('Forbidden', 'Demo tokens are given on this machine only.'),
      );
    }
    const user = new URL(request.url ?? '/', 'http://localhost').searchParams.get('user') ?? '';
    const account = demoAccounts.find(({ id }) => id === user);
    const userId = chat.userIds[user];
    if (request.method !== 'POST' || account === undefined || userId === undefined) {
      const known = demoAccounts.map(({ id }) => id).join(', ');
      const message = `There is no demo account “${user}”. Choose one of: ${known}.`;
      return answer(response, 404, refusal('NotFound', message));
    }
    try {
      const token = await issueToken(chat.connectionString, userId);
      const signIn: DemoSignIn = {
        endpoint: chat.endpoint,
        userId,
        displayName: account.displayName,
        token,
      };
      return answer(response, 200, signIn);
    } catch {
      const message = 'The chat-server does not answer. It starts again by itself; try once more.';
      return answer(response, 503, refusal('ServiceUnavailable', message));
    }
  };
}

/** A page elsewhere must not get a token: neither over the network nor by a name that points at this machine. */
function isFromThisMachine(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isLoopback = address === '::1' || address.replace('::ffff:', '').startsWith('127.');
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const origin = request.headers.origin;
  return (
    isLoopback &&
    ['localhost', '127.0.0.1', '[::1]'].includes(host) &&
    (origin === undefined || new URL(origin).host === request.headers.host)
  );
}

/** Asks the service's identity endpoint for a chat token, signed with the access key as Azure's identity client does. */
async function issueToken(connectionString: string, userId: string): Promise<string> {
  const endpoint = /endpoint=([^;]+)/.exec(connectionString)?.[1]?.replace(/\/$/, '') ?? '';
  const accessKey = /accesskey=([^;]+)/.exec(connectionString)?.[1] ?? '';
  const url = new URL(
    `${endpoint}/identities/${encodeURIComponent(userId)}/:issueAccessToken?api-version=2023-10-01`,
  );
  const body = JSON.stringify({ scopes: ['chat'] });
  const date = new Date().toUTCString();
  const contentHash = createHash('sha256').update(body).digest('base64');
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64'))
    .update(`POST\n${url.pathname}${url.search}\n${date};${url.host};${contentHash}`)
    .digest('base64');
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'x-ms-date': date,
      'x-ms-content-sha256': contentHash,
      Authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    },
  });
  if (!response.ok) throw new Error(`The identity endpoint answered ${response.status}.`);
  // The documented answer: { token, expiresOn }.
  return ((await response.json()) as { token: string }).token;
}

const refusal = (code: string, message: string): unknown => ({ error: { code, message } });

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
