import type { Message } from '@confab/chat-core/model';
import type { MessageListMessagesProps } from './message-list-props.ts';

/** What the rows of a plain list read: one message each, and the props that they all share. */
export interface MessageSource {
  /** The present props. Read them when something happens, not while rendering. */
  readonly props: MessageListMessagesProps;
  get(key: string): Message | undefined;
  /** A message by the service's id. */
  withId(id: string): Message | undefined;
  /** The message of the row below. */
  after(key: string): Message | undefined;
  subscribe(listener: () => void): () => void;
  /**
   * Takes over new props, before the rows render. Messages are immutable, so a render that is thrown away can at worst
   * have shown a newer message early.
   */
  write(props: MessageListMessagesProps): void;
  /** Lets every mounted row look whether its message is another one now. */
  notify(): void;
}

/** Creates the source of one list. */
export function createMessageSource(initial: MessageListMessagesProps): MessageSource {
  let props = initial;
  let indexByKey = indexPlaces(initial.messages);
  const listeners = new Set<() => void>();
  return {
    get props() {
      return props;
    },
    get: (key) => props.messages[indexByKey.get(key) ?? -1],
    withId: (id) => props.messages.find((message) => message.id === id),
    after: (key) => props.messages[(indexByKey.get(key) ?? Infinity) + 1],
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    write(next) {
      if (next.messages !== props.messages) {
        indexByKey = indexPlaces(next.messages);
      }
      props = next;
    },
    notify() {
      for (const listener of listeners) listener();
    },
  };
}

function indexPlaces(messages: readonly Message[]): ReadonlyMap<string, number> {
  return new Map(messages.map((message, index) => [message.rowKey, index]));
}
