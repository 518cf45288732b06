import { ChatThreadClient as OfficialThreadClient } from '@azure/communication-chat';
import { ChatThreadClient } from '@confab/chat-core';

/** The calls that are compared. Each resolves to a part of the answer, to show that it was read. */
export interface Caller {
  /** Resolves to the message's id. */
  sendMessage(): Promise<string>;
  /** Resolves to the number of messages on the page. */
  listMessages(): Promise<number>;
}

/** Names of the callers: the least that any client has to do, Azure's own client, and ours. */
export type CallerName = 'bare fetch' | 'official client' | 'chat-core';

const threadId = '19:bench@thread.v2';
const request = { content: 'The quick brown fox jumps over the lazy dog. '.repeat(5) };
const sender = { senderDisplayName: 'Ada' };
const list = { maxPageSize: 200 };
const version = 'api-version=2025-03-15';

/** Creates the callers of one endpoint. They do the same requests, one after the other. */
export function createCallers(endpoint: string): Readonly<Record<CallerName, Caller>> {
  const token = createToken();
  const credential = {
    getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 86_400_000 }),
    dispose: () => {},
  };
  return {
    'bare fetch': createBareCaller(endpoint, token),
    'official client': createCaller(new OfficialThreadClient(endpoint, threadId, credential)),
    'chat-core': createCaller(new ChatThreadClient(endpoint, threadId, credential)),
  };
}

/** What both clients have of the client's interface. */
type ThreadClient = Pick<ChatThreadClient, 'sendMessage' | 'listMessages'>;

function createCaller(client: ThreadClient): Caller {
  return {
    sendMessage: async () => (await client.sendMessage(request, sender)).id,
    listMessages: async () => {
      const page = await client.listMessages(list).byPage().next();
      return page.done === true ? 0 : page.value.length;
    },
  };
}

function createBareCaller(endpoint: string, token: string): Caller {
  const path = `${endpoint}/chat/threads/${encodeURIComponent(threadId)}/messages`;
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
  return {
    sendMessage: async () => {
      const response = await fetch(`${path}?${version}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...request, ...sender }),
      });
      if (response.status !== 201) throw new Error(`The answer was ${response.status}.`);
      // The recorded answer of a sent message.
      return (JSON.parse(await response.text()) as { id: string }).id;
    },
    listMessages: async () => {
      const response = await fetch(`${path}?maxPageSize=200&${version}`, { headers });
      if (response.status !== 200) throw new Error(`The answer was ${response.status}.`);
      return parsePage(await response.text()).length;
    },
  };
}

interface WireMessage {
  readonly createdOn: string;
  readonly editedOn?: string;
}

function parsePage(text: string): readonly object[] {
  // The recorded page.
  const { value } = JSON.parse(text) as { value: readonly WireMessage[] };
  return value.map((message) => ({
    ...message,
    createdOn: new Date(message.createdOn),
    ...(message.editedOn !== undefined && { editedOn: new Date(message.editedOn) }),
  }));
}

/** A JWT that ends tomorrow. Its signature is worth nothing. */
function createToken(): string {
  const claims = { exp: Math.floor(Date.now() / 1000) + 86_400, skypeid: 'acs:bench_1' };
  return [{ alg: 'none' }, claims, 'signature'].map((part) => btoa(JSON.stringify(part))).join('.');
}
