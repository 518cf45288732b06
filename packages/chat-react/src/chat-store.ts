import type { ChatEvent, ChatSession } from '@confab/chat-core/session';
import { applyBatch, createChatState, type ChatState } from '@confab/chat-core/state';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A store that hooks and components read. Only the session's events write to it. */
export type ChatStore = Pick<StoreApi<ChatState>, 'getState' | 'getInitialState' | 'subscribe'>;

interface OwnedStore {
  readonly store: ChatStore;
  /** Applies what was known on the server that rendered the page. */
  readonly hydrate: (events: readonly ChatEvent[]) => void;
}

const owned = new WeakMap<ChatSession, OwnedStore>();

/**
 * The store of a session: the fold of its events. It listens from its creation on, so nothing is missed before the first component
 * mounts. One session has one store, however often this is called and however many providers use it.
 *
 * A listener that throws does not keep the others from being called; the session reports what it has thrown, as an `AggregateError`.
 */
export function createChatStore(session: ChatSession): ChatStore {
  return ownStore(session).store;
}

/** Puts events from before the session into its store. They are also what a page from the server is hydrated with. */
export function hydrateStore(session: ChatSession, events: readonly ChatEvent[]): void {
  ownStore(session).hydrate(events);
}

function ownStore(session: ChatSession): OwnedStore {
  const known = owned.get(session);
  if (known !== undefined) return known;
  const empty = createChatState(session.userId);
  const inner = createStore<ChatState>(() => createChatState(session.userId));
  const thrown: unknown[] = [];
  let hydrated: readonly ChatEvent[] = [];
  /** What the page from the server shows. It never changes: its tables are not those of the state. */
  let firstState = empty;

  function apply(batch: readonly ChatEvent[]): void {
    inner.setState((state) => applyBatch(state, batch), true);
    if (thrown.length > 0)
      throw new AggregateError(thrown.splice(0), 'Listeners of the store have thrown.');
  }

  const store: ChatStore = {
    getState: inner.getState,
    getInitialState: () =>
      // On a server nothing changes while a page is rendered, so the state itself can be rendered.
      typeof document === 'undefined' ? inner.getState() : firstState,
    subscribe: (listener) =>
      inner.subscribe((state, before) => {
        try {
          listener(state, before);
        } catch (error) {
          thrown.push(error);
        }
      }),
  };
  const own: OwnedStore = {
    store,
    hydrate(events) {
      hydrated = [...hydrated, ...events];
      firstState = applyBatch(createChatState(session.userId), hydrated);
      apply(events);
    },
  };
  owned.set(session, own);
  session.subscribe(apply);
  return own;
}
