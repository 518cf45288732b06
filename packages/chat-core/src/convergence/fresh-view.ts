import { metadataKeys } from '../model/metadata-keys.ts';
import type { World } from './world.ts';
import type { WorldUser } from './world-service.ts';

/** A message as a list of the service has it. */
export interface Listed {
  readonly id: string;
  readonly sequenceId: string;
  readonly content: string;
  readonly isDeleted: boolean;
  /** Sender and client message id. Undefined for what no kit client sent, and for what was deleted. */
  readonly origin: string | undefined;
}

/** What somebody reads who reads everything anew. */
export interface FreshView {
  readonly messages: readonly Listed[];
  readonly topic: string;
  /** User ids, sorted. */
  readonly people: readonly string[];
  readonly threadIds: readonly string[];
  /** How far who has read, by user id. */
  readonly receipts: ReadonlyMap<string, string>;
}

/** Reads all that a user may see. */
export async function readFreshView(world: World, user: WorldUser): Promise<FreshView> {
  const { service } = world;
  const path = `/chat/threads/${encodeURIComponent(service.threadId)}`;
  const messages = await readAll<WireMessage>(world, user, `${path}/messages`);
  const people = await readAll<WirePerson>(world, user, `${path}/participants`);
  const threads = await readAll<{ id: string }>(world, user, '/chat/threads');
  const receipts = await readAll<WireReceipt>(world, user, `${path}/readReceipts`);
  const { topic } = Object(await service.call(user, 'GET', path));
  return {
    messages: messages.map(readListed),
    topic: String(topic),
    people: people.map(({ communicationIdentifier }) => communicationIdentifier.rawId).toSorted(),
    threadIds: threads.map(({ id }) => id),
    receipts: new Map(
      receipts.map(({ chatMessageId, senderCommunicationIdentifier }) => [
        senderCommunicationIdentifier.rawId,
        chatMessageId,
      ]),
    ),
  };
}

async function readAll<T>({ service }: World, user: WorldUser, first: string): Promise<T[]> {
  const list: T[] = [];
  let path: string | undefined = `${first}?maxPageSize=200`;
  while (path !== undefined) {
    const page: { value: T[]; nextLink?: string } = Object(await service.call(user, 'GET', path));
    list.push(...page.value);
    path = page.nextLink;
  }
  return list;
}

interface WirePerson {
  readonly communicationIdentifier: { readonly rawId: string };
}

interface WireReceipt {
  readonly chatMessageId: string;
  readonly senderCommunicationIdentifier: { readonly rawId: string };
}

interface WireMessage {
  readonly id: string;
  readonly sequenceId: string;
  readonly type: string;
  readonly content?: { readonly message?: string };
  readonly deletedOn?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly senderCommunicationIdentifier?: { readonly rawId: string };
}

function readListed(message: WireMessage): Listed {
  const clientMessageId = message.metadata?.[metadataKeys.clientMessageId];
  const sender = message.senderCommunicationIdentifier?.rawId;
  return {
    id: message.id,
    sequenceId: message.sequenceId,
    content: message.type === 'text' ? (message.content?.message ?? '') : message.type,
    isDeleted: message.deletedOn !== undefined,
    origin: clientMessageId === undefined ? undefined : `${sender} ${clientMessageId}`,
  };
}
