import { ChatClient, ChatThreadClient } from '@azure/communication-chat';
import type {
  ChatClientOptions,
  ChatMessage,
  ChatParticipant,
  ChatRetentionPolicy,
  CreateChatThreadOptions,
  ListPageSettings,
  SendMessageOptions,
} from '@azure/communication-chat';
import { AzureCommunicationTokenCredential, getIdentifierRawId } from '@azure/communication-common';
import type { CommunicationUserIdentifier } from '@azure/communication-common';
import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import { isRestError, type PipelinePolicy } from '@azure/core-rest-pipeline';

import { describe } from './describe.ts';
import { watchEvents, type Heard } from './watch-events.ts';

// An app as it is written for `@azure/communication-chat`: it knows nothing of this package. It uses every method of both classes, every
// event and every kind of option, and writes down all that it sees.

/** Someone who works with the desk. */
export interface DeskUser {
  readonly userId: string;
  readonly token: string;
}

/** Where the desk runs, and for whom. */
export interface DeskSettings {
  readonly endpoint: string;
  readonly agent: DeskUser;
  readonly customer: DeskUser;
  readonly colleague: DeskUser;
}

/** What the desk saw: its calls with their outcome, then what it heard. */
export interface DeskReport {
  readonly calls: readonly unknown[];
  readonly heard: readonly Heard[];
  /** Method and URL of every request of the agent's client. */
  readonly requests: readonly string[];
}

const keepShortly: ChatRetentionPolicy = { kind: 'threadCreationDate', deleteThreadAfterDays: 60 };
const keepForGood: ChatRetentionPolicy = { kind: 'none' };

/** Opens a case, works on it with the customer and a colleague, and closes it. */
export async function runSupportDesk(settings: DeskSettings): Promise<DeskReport> {
  const { endpoint, agent, customer, colleague } = settings;
  const calls: unknown[] = [];
  const note = (...what: unknown[]): void => void calls.push(describe(what));
  const requests: string[] = [];

  const agentClient = new ChatClient(endpoint, new AzureCommunicationTokenCredential(agent.token), {
    ...commonOptions,
    additionalPolicies: [{ position: 'perCall', policy: writeDown(requests) }],
  });
  const { heard, heardAll } = await watchEvents(agentClient);
  const caseId = await openCase(agentClient, { communicationUserId: customer.userId }, note);
  const thread = agentClient.getChatThreadClient(caseId);
  const customerThread = new ChatThreadClient(
    `${endpoint}/`,
    caseId,
    new AzureCommunicationTokenCredential(customer.token),
    commonOptions,
  );
  note('getChatThreadClient', thread.threadId === caseId);

  await talk(thread, customerThread, note);
  await changeProperties(thread, note);
  await inviteColleague(thread, { communicationUserId: colleague.userId }, note);
  await readBack(thread, note);
  await readThreads(agentClient, note);
  await goWrong(agentClient, thread, customerThread, note);

  await agentClient.deleteChatThread(caseId);
  await heardAll();
  const report = { calls, heard: heard.slice(), requests };
  await agentClient.stopRealtimeNotifications();
  return report;
}

const commonOptions: ChatClientOptions = {
  retryOptions: { maxRetries: 2, retryDelayInMs: 10, maxRetryDelayInMs: 100 },
  userAgentOptions: { userAgentPrefix: 'support-desk/1.0' },
};

function writeDown(requests: string[]): PipelinePolicy {
  return {
    name: 'writeDown',
    sendRequest: async (request, next) => {
      requests.push(`${request.method} ${request.url}`);
      return next(request);
    },
  };
}

type Note = (...what: unknown[]) => void;

async function openCase(
  client: ChatClient,
  customer: CommunicationUserIdentifier,
  note: Note,
): Promise<string> {
  const options: CreateChatThreadOptions = {
    participants: [{ id: customer, displayName: 'Customer', metadata: { language: 'de' } }],
    idempotencyToken: crypto.randomUUID(),
    metadata: { priority: 'high' },
    retentionPolicy: keepShortly,
  };
  const first = await client.createChatThread({ topic: 'Broken kettle' }, options);
  note('createChatThread', first);
  const again = await client.createChatThread({ topic: 'Broken kettle' }, options);
  note('the same token makes the same thread', again.chatThread?.id === first.chatThread?.id);
  if (first.chatThread === undefined) throw new Error('No case was opened.');
  return first.chatThread.id;
}

async function talk(
  thread: ChatThreadClient,
  customerThread: ChatThreadClient,
  note: Note,
): Promise<void> {
  note('typing', await thread.sendTypingNotification({ senderDisplayName: 'Agent' }));
  note('typing too soon', await thread.sendTypingNotification());
  const options: SendMessageOptions = {
    senderDisplayName: 'Agent',
    type: 'html',
    metadata: { tone: 'friendly' },
  };
  const greeting = await thread.sendMessage({ content: '<p>How may I <b>help</b>?</p>' }, options);
  note('sendMessage', greeting);
  const answer = await customerThread.sendMessage({ content: 'It leaks – überall 💧' });
  await customerThread.sendReadReceipt({ chatMessageId: greeting.id });
  await thread.sendReadReceipt({ chatMessageId: answer.id });
  await customerThread.updateMessage(answer.id, {
    content: 'It leaks from the lid',
    metadata: { edited: 'yes' },
  });
  note('getMessage', await thread.getMessage(answer.id));
  await customerThread.deleteMessage(answer.id);
  note('deleted', await thread.getMessage(answer.id));
}

async function changeProperties(thread: ChatThreadClient, note: Note): Promise<void> {
  await thread.updateTopic('Leaking kettle');
  await thread.updateProperties({ metadata: { priority: 'low' }, retentionPolicy: keepForGood });
  note('getProperties', await thread.getProperties());
}

async function inviteColleague(
  thread: ChatThreadClient,
  colleague: CommunicationUserIdentifier,
  note: Note,
): Promise<void> {
  const stranger = { communicationUserId: `${colleague.communicationUserId}-not` };
  const participants: ChatParticipant[] = [
    { id: colleague, displayName: 'Colleague', shareHistoryTime: new Date(0) },
    { id: stranger },
  ];
  const { invalidParticipants } = await thread.addParticipants({ participants });
  note(
    'addParticipants',
    invalidParticipants?.map(({ code, target }) => ({ code, target })),
  );
  const names: string[] = [];
  for await (const { id, displayName } of thread.listParticipants()) {
    names.push(`${displayName ?? '(no name)'} ${getIdentifierRawId(id)}`);
  }
  note('listParticipants', names.toSorted());
  const pages = await readPages(thread.listParticipants({ maxPageSize: 2, skip: 0 }));
  note('participants by page', ...pages.map((page) => page.length));
  const rest = await readPages(thread.listParticipants({ skip: 2 }));
  note('the rest of the participants', rest.flat().length);
  await thread.removeParticipant(colleague);
}

async function readBack(thread: ChatThreadClient, note: Note): Promise<void> {
  let nextLink: string | undefined;
  const pages = thread
    .listMessages({
      maxPageSize: 2,
      startTime: new Date(0),
      onResponse: ({ parsedBody }) => {
        nextLink ??= parsedBody?.nextLink;
      },
    })
    .byPage();
  const first = await pages.next();
  note('first page', first.value);
  // The page that follows, from a list that knows nothing of the first one.
  const settings: ListPageSettings = nextLink === undefined ? {} : { continuationToken: nextLink };
  const second = await thread.listMessages().byPage(settings).next();
  note('second page', second.value);
  const texts: ChatMessage[] = [];
  for await (const message of thread.listMessages()) texts.push(message);
  note('listMessages', texts);
  const { value: newest } = await thread.listMessages().next();
  note('newest', newest);
  note('listReadReceipts', await readPages(thread.listReadReceipts({ maxPageSize: 1 })));
}

async function readThreads(client: ChatClient, note: Note): Promise<void> {
  await client.createChatThread({ topic: 'Notes to self' });
  note('threads', await readPages(client.listChatThreads({ maxPageSize: 1 })));
  const future = new Date(Date.now() + 3_600_000);
  note('threads of the future', await readPages(client.listChatThreads({ startTime: future })));
}

async function goWrong(
  client: ChatClient,
  thread: ChatThreadClient,
  customerThread: ChatThreadClient,
  note: Note,
): Promise<void> {
  const attempt = async (what: string, call: () => Promise<unknown>): Promise<void> => {
    try {
      note(what, await call());
    } catch (error) {
      if (isRestError(error)) {
        const { name, code, statusCode, details, request, response } = error;
        note(what, { name, code, statusCode, details }, request?.method, response?.status);
      } else {
        note(what, error instanceof Error ? error.name : error);
      }
    }
  };
  const { id } = await thread.sendMessage({ content: 'Mine' });
  await attempt('edit of another', () => customerThread.updateMessage(id, { content: 'Yours' }));
  await attempt('no such message', () => thread.getMessage('1'));
  const elsewhere = client.getChatThreadClient('19:nowhere@thread.v2');
  await attempt('no such thread', () => elsewhere.getProperties());
  await attempt('no such list', () => elsewhere.listMessages().next());
  const given = AbortSignal.abort();
  await attempt('given up', () => thread.getProperties({ abortSignal: given }));
  const requestOptions = { timeout: 30_000, customHeaders: { 'Accept-Language': 'de' } };
  await attempt('with patience', () => thread.getMessage(id, { requestOptions }));
}

/** Every item of a list, page by page. */
async function readPages<Item>(list: PagedAsyncIterableIterator<Item>): Promise<Item[][]> {
  const pages: Item[][] = [];
  for await (const page of list.byPage()) pages.push(page);
  return pages;
}
