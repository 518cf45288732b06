import { expect } from 'vitest';
import type { ChatService } from '../chat-service-options.ts';
import { operations } from '../rest/operations.ts';
import type { Operation } from '../rest/operations.ts';
import { setScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { signRequest } from './sign-request.ts';

/** What a request may differ in from one that is right. */
export interface FuzzParts {
  readonly threadId?: string;
  readonly messageId?: string;
  readonly userId?: string;
  readonly attachmentId?: string;
  /** Added to the query, or in the place of `api-version`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Added to the headers, or in the place of the right ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a service strange things and checks every answer. */
export interface Fuzzer {
  readonly scene: Scene;
  /** Requests so far. */
  readonly count: number;
  /** Asks for this operation. Path parameters are percent-encoded unless `isPlain`. Resolves to the status. */
  ask(operation: Operation, parts?: FuzzParts, isPlain?: boolean): Promise<number>;
  /** Sends any request as it is. */
  send(url: string, init: RequestInit): Promise<number>;
  /** Fails unless the service still does its work. */
  expectAlive(): Promise<void>;
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Makes a fuzzer. Through `fetch`, the service is asked at `endpoint`. */
export async function createFuzzer(
  service: ChatService,
  fetch: Fetch = service.fetch,
  endpoint: string = 'http://localhost',
): Promise<Fuzzer> {
  const scene = await setScene(service, 'http://localhost');
  const accessKey = service.connectionString.split('accesskey=')[1] ?? '';
  const thread = `/chat/threads/${scene.threadId}`;
  const known = await scene.ada.call('POST', `${thread}/messages`, { content: 'Known' });
  const attached = await scene.ada.call('POST', `${thread}/attachments`, 'Known', {
    'content-type': 'text/plain',
    'x-confab-file-name': 'known.txt',
  });
  const knownUser = await scene.addPerson('known');
  let count = 0;

  const send = async (url: string, init: RequestInit): Promise<number> => {
    count += 1;
    const response = await fetch(url, init);
    const text = await response.text();
    expectProperAnswer(response, text, () => describeRequest(url, init));
    return response.status;
  };

  return {
    scene,
    get count() {
      return count;
    },
    send,
    ask: async ({ method, path, authorisation }, parts = {}, isPlain = false) => {
      const write = isPlain ? (text: string) => text : encodeURIComponent;
      const filled = path
        .replace('{threadId}', () => write(parts.threadId ?? scene.threadId))
        .replace('{messageId}', () => write(parts.messageId ?? known.body.id))
        .replace('{userId}', () => write(parts.userId ?? knownUser.userId))
        .replace('{attachmentId}', () => write(parts.attachmentId ?? attached.body.id));
      const isSigned = authorisation.by === 'access-key';
      const version = isSigned ? '2023-10-01' : '2025-03-15';
      const query = new URLSearchParams({ 'api-version': version, ...parts.query });
      const url = `${endpoint}${filled}?${query}`;
      const authorization = { authorization: `Bearer ${scene.ada.token}` };
      const text = typeof parts.body === 'string' ? parts.body : '';
      const proof = isSigned
        ? signRequest(method, url, text, accessKey, Date.now())
        : authorization;
      const hasBody = parts.body !== undefined && parts.body.length > 0 && method !== 'GET';
      return await send(url, {
        method,
        headers: { 'content-type': 'application/json', ...proof, ...parts.headers },
        ...(hasBody && parts.body !== undefined && { body: parts.body }),
      });
    },
    expectAlive: async () => {
      // In a new thread: the fuzzing may have made Ada leave the old one.
      const created = await scene.ada.call('POST', '/chat/threads', { topic: 'Alive' });
      const path = `/chat/threads/${created.body.chatThread.id}/messages`;
      const sent = await scene.ada.call('POST', path, { content: 'Still here' });
      expect(sent.status).toBe(201);
      const { body } = await scene.ada.call('GET', `${path}/${sent.body.id}`);
      expect(body.content.message).toBe('Still here');
    },
  };
}

/** The operations by what fuzzing may do with them: deleting Ada's thread would leave nothing to ask about. */
export const harmlessOperations: readonly Operation[] = operations.filter(
  ({ name }) => name !== 'deleteChatThread',
);

const inside = /\bat (?:async )?[\w.<>]+ \(|node_modules|node:|file:\/\/|\.[cm]?[jt]s\b|SQLITE|\n/;

function expectProperAnswer(response: Response, text: string, describe: () => string): void {
  const { status } = response;
  const isProper =
    (status >= 200 && status < 300) || (status >= 400 && status < 500 && isEnvelope(text));
  // One comparison for each answer: tens of thousands of matchers would take longer than the requests.
  if (!isProper) expect.fail(`${describe()} was answered ${status}: ${text.slice(0, 300)}`);
}

function isEnvelope(text: string): boolean {
  const match = /^\{"error":\{"code":"[A-Z][A-Za-z]+","message":("(?:[^"\\]|\\.)+")\}\}$/.exec(
    text,
  );
  const message = match?.[1] === undefined ? '' : String(JSON.parse(match[1]));
  return message !== '' && message.length < 500 && !inside.test(message);
}

function describeRequest(url: string, init: RequestInit): string {
  const { method, body, headers } = init;
  const shown = typeof body === 'string' ? body.slice(0, 300) : String(body);
  return `${method} ${url} ${shown} ${JSON.stringify(headers)}`;
}
