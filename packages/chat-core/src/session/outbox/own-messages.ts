import { mergeMessage, toView, type ServerView } from '../../state/merge-message.ts';
import { groupTwins } from '../../state/twins.ts';
import type { ServerMessage } from '../chat-event.ts';

/** Of so many own messages is remembered what the service says, the latest ones. */
const maxRemembered = 1_000;

/** What the service has said of this user's messages, as far as it is remembered. */
export interface OwnMessages {
  /** Takes note of a view of an own message, and returns what it adds up to with those before. */
  note(view: ServerMessage): ServerView;
  get(threadId: string, id: string): ServerView | undefined;
  /** The id of a message with this client message id; `undefined` when none was seen. */
  idOf(threadId: string, clientMessageId: string): string | undefined;
  /** The ids of a message and of all that are shown as one with it and still stand. */
  twinsOf(threadId: string, id: string): readonly string[];
  /** The id of the message that stands for this one on screen, which decides what it says and whether it is deleted. */
  shownIdOf(threadId: string, id: string): string;
  /** Messages that stand beside an older one with which they are shown as one. */
  doubles(): readonly ServerView[];
  /** It was deleted, or cannot be: it is no double any more. */
  dropDouble(message: ServerView): void;
}

export function createOwnMessages(): OwnMessages {
  const messages = new Map<string, ServerView>();
  /** Keys of the messages with one client message id. */
  const byClientId = new Map<string, Set<string>>();
  const doubles = new Map<string, ServerView>();

  function remember(key: string, message: ServerView): void {
    messages.delete(key);
    messages.set(key, message);
    const [oldest] = messages;
    if (messages.size <= maxRemembered || oldest === undefined) return;
    const [oldKey, old] = oldest;
    messages.delete(oldKey);
    doubles.delete(oldKey);
    const siblings = siblingsOf(old);
    siblings?.delete(oldKey);
    if (siblings?.size === 0) byClientId.delete(clientKeyOf(old));
  }

  function siblingsOf(message: ServerView): Set<string> | undefined {
    return message.clientMessageId === undefined ? undefined : byClientId.get(clientKeyOf(message));
  }

  /** The group of a message with those that are shown as one with it. */
  function groupOf(message: ServerView): readonly ServerView[] {
    const members = [...(siblingsOf(message) ?? [])].flatMap((key) => messages.get(key) ?? []);
    return groupTwins(members).find((group) => group.includes(message)) ?? [message];
  }

  return {
    note(view) {
      const key = keyOf(view.threadId, view.id);
      const known = messages.get(key);
      const merged = known === undefined ? toView(view, view.id) : mergeMessage(known, view);
      remember(key, merged);
      if (merged.clientMessageId === undefined) return merged;
      const clientKey = clientKeyOf(merged);
      byClientId.set(clientKey, (byClientId.get(clientKey) ?? new Set()).add(key));
      const group = groupOf(merged);
      const [, ...later] = group;
      for (const { threadId, id } of group) doubles.delete(keyOf(threadId, id));
      for (const double of later.filter(isStanding))
        doubles.set(keyOf(double.threadId, double.id), double);
      return merged;
    },
    get: (threadId, id) => messages.get(keyOf(threadId, id)),
    idOf(threadId, clientMessageId) {
      const [key = ''] = byClientId.get(keyOf(threadId, clientMessageId)) ?? [];
      return messages.get(key)?.id;
    },
    twinsOf(threadId, id) {
      const message = messages.get(keyOf(threadId, id));
      if (message === undefined) return [id];
      const others = groupOf(message).filter((one) => one !== message && isStanding(one));
      return [id, ...others.map((one) => one.id)];
    },
    shownIdOf(threadId, id) {
      const message = messages.get(keyOf(threadId, id));
      return message === undefined ? id : (groupOf(message)[0]?.id ?? id);
    },
    doubles: () => [...doubles.values()],
    dropDouble: ({ threadId, id }) => void doubles.delete(keyOf(threadId, id)),
  };
}

function keyOf(threadId: string, id: string): string {
  return `${threadId} ${id}`;
}

function clientKeyOf({ threadId, clientMessageId = '' }: ServerView): string {
  return keyOf(threadId, clientMessageId);
}

function isStanding({ deletedAt }: ServerView): boolean {
  return deletedAt === undefined;
}
