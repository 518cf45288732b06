import type { History, Intent, StoredMessage } from './history.ts';
import { placeOf, readIntents } from './history.ts';

/** Rules of a history, by name, with what broke each. All empty: everything held. */
export interface Violations {
  /** Acknowledged, and not on the service. */
  readonly lost: readonly string[];
  /** On the service more than once. */
  readonly doubled: readonly string[];
  /** On the service, and never sent by anybody. */
  readonly invented: readonly string[];
  /** Neither acknowledged nor refused in the end. */
  readonly unsettled: readonly string[];
  /** Refused, although nobody had asked for its deletion. */
  readonly refusedUnasked: readonly string[];
  /** Refused, and on the service all the same. */
  readonly refusedAndStored: readonly string[];
  /** On the service before an older message of the same client. */
  readonly disordered: readonly string[];
  /** Edited or deleted otherwise than was acknowledged or asked for. */
  readonly changedWrongly: readonly string[];
  /** A receipt that moved back in a client's view. */
  readonly receiptsBack: readonly string[];
  /** Errors that nobody caught. */
  readonly uncaught: readonly string[];
}

/** Compares what the clients wrote down with what the service has. */
export function checkHistory({ journals, stored }: History): Violations {
  const intents = readIntents(journals);
  const people = identify(stored, intents);
  const copies = groupByKey(people);
  return {
    lost: [...intents.values()].flatMap((intent) => {
      if (intent.id === undefined) return [];
      const isThere = copies.get(intent.key)?.some(({ id }) => id === intent.id) === true;
      return isThere ? [] : [`${intent.text} (${intent.id})`];
    }),
    doubled: [...copies.values()]
      .filter((same) => same.length > 1)
      .map((same) => same.map(({ id, content }) => `${id} ${content}`).join(' and ')),
    invented: people
      .filter(({ key, threadId }) => intents.get(key)?.threadId !== threadId)
      .map(({ id, content }) => `${id} ${content}`),
    unsettled: [...intents.values()]
      .filter(({ id, refusal }) => id === undefined && refusal === undefined)
      .map(({ text }) => text),
    refusedUnasked: [...intents.values()].flatMap(({ text, refusal }) =>
      refusal === undefined || refusal.isAskedFor ? [] : [`${text} (${refusal.reason})`],
    ),
    refusedAndStored: people
      .filter(({ key, isDeleted }) => !isDeleted && intents.get(key)?.refusal !== undefined)
      .map(({ id, content }) => `${id} ${content}`),
    disordered: findDisorder(people, intents),
    changedWrongly: people.flatMap((message) => {
      const intent = intents.get(message.key);
      const wrong = intent && explainWrongChange(message, intent);
      return wrong ? [`${message.id}: ${wrong}`] : [];
    }),
    receiptsBack: [...journals].flatMap(([client, entries]) => {
      const furthest = new Map<string, bigint>();
      return entries.flatMap((entry) => {
        if (entry.what !== 'receipt') return [];
        const place = `${entry.threadId} ${entry.userId}`;
        const before = furthest.get(place) ?? 0n;
        const now = BigInt(entry.id);
        furthest.set(place, now);
        return now < before ? [`${client}: from ${before} to ${now}`] : [];
      });
    }),
    uncaught: [...journals].flatMap(([client, entries]) =>
      entries.flatMap((entry) => (entry.what === 'uncaught' ? [`${client}: ${entry.error}`] : [])),
    ),
  };
}

type KnownMessage = StoredMessage & { readonly key: string };

/** What people have said, each with its client message id. A deleted message has lost it, and is known by its id. */
function identify(
  stored: readonly StoredMessage[],
  intents: ReadonlyMap<string, Intent>,
): KnownMessage[] {
  const keys = new Map(
    [...intents.values()].map(({ threadId, id = '', key }) => [placeOf({ threadId, id }), key]),
  );
  return stored.flatMap((message) => {
    if (!message.isFromPerson) return [];
    const key = message.key ?? keys.get(placeOf(message));
    // One that was never acknowledged and is deleted is the same as none.
    if (key === undefined && message.isDeleted) return [];
    return [{ ...message, key: key ?? '' }];
  });
}

function groupByKey(messages: readonly KnownMessage[]): Map<string, KnownMessage[]> {
  const groups = new Map<string, KnownMessage[]>();
  for (const message of messages) {
    groups.set(message.key, [...(groups.get(message.key) ?? []), message]);
  }
  return groups;
}

/** Messages of one client in one thread that the service has in another order than they were sent in. */
function findDisorder(
  stored: readonly KnownMessage[],
  intents: ReadonlyMap<string, Intent>,
): string[] {
  const order = new Map([...intents.keys()].map((key, index) => [key, index]));
  const last = new Map<string, { readonly place: number; readonly text: string }>();
  return stored.flatMap(({ key, threadId }) => {
    const intent = intents.get(key);
    const place = order.get(key);
    if (intent === undefined || place === undefined) return [];
    const line = `${intent.client} ${threadId}`;
    const before = last.get(line);
    if (before !== undefined && place < before.place)
      return [`${intent.text} came after ${before.text}`];
    last.set(line, { place, text: intent.text });
    return [];
  });
}

/** An edit that was done, or any one asked for after it, is what the message says; a deletion that was done has deleted it. */
function explainWrongChange(
  { content, isDeleted }: StoredMessage,
  { text, edits, deletion }: Intent,
): string | undefined {
  if (isDeleted) return deletion === undefined ? 'deleted, which nobody asked for' : undefined;
  if (deletion === 'done') return 'there, although its deletion was acknowledged';
  const lastDone = edits.findLastIndex(({ outcome }) => outcome === 'done');
  const possible = edits.slice(Math.max(0, lastDone)).map((edit) => edit.text);
  if (lastDone === -1) possible.push(text);
  if (possible.includes(content)) return undefined;
  return `says "${content}" instead of ${possible.map((each) => `"${each}"`).join(' or ')}`;
}
