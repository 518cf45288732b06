import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import { isOnTheWay, visibleRows } from './invariants.ts';
import type { Submitted } from './model.ts';
import type { Page } from './page.ts';
import type { World } from './world.ts';
import type { WorldUser } from './world-service.ts';

/** A message as a list of the service has it. */
interface Listed {
  readonly id: string;
  readonly sequenceId: string;
  readonly content: string;
  readonly isDeleted: boolean;
  /** Sender and client message id. Undefined for what no kit client sent, and for what was deleted. */
  readonly origin: string | undefined;
}

/** What a world at rest has to say about its mode. */
export interface RestReport {
  /** Messages that the service holds more than once, and that every client shows once. */
  readonly doubled: number;
}

/** Throws what users would find wrong with a world in which nothing happens any more. */
export async function checkRest(world: World): Promise<RestReport> {
  const lists = new Map<string, readonly Listed[]>();
  for (const { device } of world.pages) {
    const { user } = device;
    if (!lists.has(user.userId)) lists.set(user.userId, await listAll(world, user));
  }
  const doubles = idsOfDoubles(world);
  for (const page of world.pages) {
    requireSameAsList(page, lists.get(page.device.user.userId) ?? [], doubles);
    requireNothingUnsent(page);
    // What no event has told is read with the next connection.
    if (world.repair === 'reconnect' || !world.hasUntoldReceipts)
      await requireSameReceipts(page, world);
  }
  requireSameViews(world.pages);
  for (const message of world.model.submitted) requireOutcome(message, world);
  const doubled = requireCopies(world);
  requireTypedOrder(world);
  await requireIntents(world);
  return { doubled };
}

/**
 * The clients' view is the view that somebody has who reads everything anew. Only of a double that was deleted the two may differ: the
 * service forgets with its content to which message it belonged, and whoever has seen it before knows.
 */
function requireSameAsList(
  page: Page,
  list: readonly Listed[],
  doubles: ReadonlySet<string>,
): void {
  const { thread, name } = page;
  if (thread === undefined) throw new Error(`${name}: the thread is not there.`);
  const rows = visibleRows(thread).filter(
    ({ id, deletedAt }) => id !== undefined && !(deletedAt !== undefined && doubles.has(id)),
  );
  const oldest = rows[0]?.id;
  const shown = rows.map(describeRow);
  const expected = collapse(list)
    .filter(
      ({ id, isDeleted }) =>
        !(isDeleted && doubles.has(id)) &&
        oldest !== undefined &&
        (thread.olderCursor === null || compareIds(id, oldest) >= 0),
    )
    .map(describeListed);
  const index = expected.findIndex((text, place) => text !== shown[place]);
  const first = index < 0 && shown.length > expected.length ? expected.length : index;
  if (first >= 0) {
    throw new Error(
      `${name} shows "${shown[first] ?? 'nothing'}" where the service has "${expected[first] ?? 'nothing'}".\nShown: ${shown.join(' | ')}\nStored: ${expected.join(' | ')}`,
    );
  }
}

/** The service's ids of all messages that it holds more than once. */
function idsOfDoubles({ service: { births } }: World): ReadonlySet<string> {
  const idsOf = new Map<string, number[]>();
  for (const [id, clientMessageId] of births)
    idsOf.set(clientMessageId, [...(idsOf.get(clientMessageId) ?? []), id]);
  return new Set(
    [...idsOf.values()]
      .filter(({ length }) => length > 1)
      .flat()
      .map(String),
  );
}

function describeRow({ id = '', content, deletedAt, kind }: Message): string {
  return deletedAt === undefined ? `${id} ${kind === 'text' ? content : kind}` : `${id} deleted`;
}

function describeListed({ id, content, isDeleted }: Listed): string {
  return isDeleted ? `${id} deleted` : `${id} ${content}`;
}

/** Doubles of one message count as their first one that still stands. */
function collapse(list: readonly Listed[]): Listed[] {
  const firstOf = new Map<string, string>();
  const sorted = list.toSorted((a, b) => compareIds(a.sequenceId, b.sequenceId));
  return sorted.filter(({ origin, id }) => {
    if (origin === undefined) return true;
    if (firstOf.has(origin)) return false;
    firstOf.set(origin, id);
    return true;
  });
}

function requireNothingUnsent({ name, thread }: Page): void {
  const row = thread && visibleRows(thread).find(({ sendState }) => isOnTheWay(sendState));
  if (row !== undefined)
    throw new Error(`${name} shows "${row.content}" as ${row.sendState} for ever.`);
}

/** Everybody sees how far the others have read. */
async function requireSameReceipts({ name, device, thread }: Page, world: World): Promise<void> {
  const path = `/chat/threads/${encodeURIComponent(world.service.threadId)}/readReceipts`;
  const { value }: { value: WireReceipt[] } = Object(
    await world.service.call(device.user, 'GET', path),
  );
  for (const { chatMessageId, senderCommunicationIdentifier } of value) {
    const userId = senderCommunicationIdentifier.rawId;
    const shown = thread?.receipts.get(userId)?.messageId ?? '';
    const difference = compareIds(shown, chatMessageId);
    // What this user has read himself is known here first.
    if (difference < 0 || (difference > 0 && userId !== device.user.userId))
      throw new Error(
        `${name} shows that ${userId} has read up to "${shown}", and the service says ${chatMessageId}.`,
      );
  }
}

/** Where both have loaded a message they show the same of it. */
function requireSameViews(pages: readonly Page[]): void {
  const shown = new Map<string, string>();
  for (const { name, thread } of pages) {
    for (const row of thread === undefined ? [] : visibleRows(thread)) {
      if (row.id === undefined) continue;
      const text = describeRow(row);
      const other = shown.get(row.id);
      if (other !== undefined && other !== text)
        throw new Error(`${name} shows "${text}" where another page shows "${other}".`);
      shown.set(row.id, text);
    }
  }
}

/** Nothing that a user has sent is lost without a word. */
function requireOutcome(message: Submitted, { service, ada, grace, pages }: World): void {
  const { clientMessageId, outcome, text } = message;
  if ([...service.births.values()].includes(clientMessageId)) return;
  if (outcome === 'failed' || outcome === 'taken-back') return;
  // The page that sent it ended, and another one says that it failed.
  if (pages.some((page) => showsFailed(page, clientMessageId))) return;
  const wasStored = [ada, grace].some(({ storage }) => storage.hasStored(clientMessageId));
  const isTakenBack = message.intents.some(({ kind }) => kind === 'delete');
  if (isTakenBack) return;
  if (outcome === 'unknown' && !wasStored) return;
  throw new Error(
    `"${text}" is lost: the service does not have it, and the user was told ${outcome}.`,
  );
}

function showsFailed({ thread }: Page, clientMessageId: string): boolean {
  return thread?.rows.get(clientMessageId)?.sendState === 'failed';
}

/**
 * Only where the service stores a repetition may there be doubles: of what took effect when nobody waited for it any more, where it
 * promises nothing, and of what its sender could not see when he looked for it.
 */
function requireCopies({ service, model, mode, hasTakenLate, hasHidden }: World): number {
  const mayDouble = mode !== 'idem' && (hasHidden || (mode === 'acs' && hasTakenLate));
  let doubled = 0;
  for (const { clientMessageId, text } of model.submitted) {
    const copies = [...service.births.values()].filter((one) => one === clientMessageId).length;
    if (copies > 1) doubled += 1;
    if (copies > 1 && !mayDouble) throw new Error(`"${text}" was stored ${copies} times.`);
  }
  return doubled;
}

/**
 * A message is stored after those of the same user below which it was typed, on whatever page these were typed. One that failed, or was taken
 * back on its way, is not waited for, though it may arrive late.
 */
function requireTypedOrder({ model, service }: World): void {
  const bornAt = new Map<string, number>();
  for (const [messageId, clientMessageId] of service.births)
    bornAt.set(clientMessageId, Math.min(messageId, bornAt.get(clientMessageId) ?? Infinity));
  for (const { below, clientMessageId, text, outcome } of model.submitted) {
    const at = bornAt.get(clientMessageId);
    if (at === undefined || outcome === 'failed') continue;
    for (const other of below) {
      const before = model.find(other);
      const isAside =
        before?.outcome === 'failed' || before?.intents.some(({ kind }) => kind === 'delete');
      if (isAside !== true && (bornAt.get(other) ?? 0) > at)
        throw new Error(`"${text}" was typed below "${before?.text}" and is stored before it.`);
    }
  }
}

/** What users did to their messages has happened, as far as they were told so and nothing overtook it. */
async function requireIntents({ model, service, hasTakenLate, hasHidden }: World): Promise<void> {
  const rows = await service.readMessages();
  for (const { clientMessageId, intents, text } of model.submitted) {
    const ids = [...service.births].flatMap(([id, one]) => (one === clientMessageId ? [id] : []));
    const own = rows.filter(({ messageId }) => ids.includes(messageId));
    // Of two copies its sender may see only one.
    if (own.length === 0 || (hasHidden && own.length > 1)) continue;
    const standing = own.filter(({ deletedAt }) => deletedAt === null);
    if (intents.some(({ kind, outcome }) => kind === 'delete' && outcome === 'done')) {
      if (standing.length > 0)
        throw new Error(`"${text}" was deleted, and the service still has it.`);
      continue;
    }
    const last = intents.at(-1);
    const isClear = intents.every((one) => one.outcome === 'done' && one.tab === last?.tab);
    // An edit that comes late may take effect after the one that followed it.
    if (last === undefined || !isClear || hasTakenLate) continue;
    const content = standing[0]?.content?.message;
    if (content !== last.text)
      throw new Error(
        `"${last.text}" was accepted, and the service says "${content ?? 'deleted'}".`,
      );
  }
}

async function listAll(world: World, user: WorldUser): Promise<Listed[]> {
  const { service } = world;
  const list: Listed[] = [];
  let path: string | undefined =
    `/chat/threads/${encodeURIComponent(service.threadId)}/messages?maxPageSize=200`;
  while (path !== undefined) {
    const page: { value: WireMessage[]; nextLink?: string } = Object(
      await service.call(user, 'GET', path),
    );
    for (const message of page.value) list.push(readListed(message));
    path = page.nextLink;
  }
  return list;
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
