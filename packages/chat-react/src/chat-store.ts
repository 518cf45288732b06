import type { ChatSession } from '@confab/chat-core/session';
import { applyBatch, createChatState, type ChatState } from '@confab/chat-core/state';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A store that hooks and components read. Only the session's events write to it. */
export type ChatStore = Pick<StoreApi<ChatState>, 'getState' | 'getInitialState' | 'subscribe'>;

const stores = new WeakMap<ChatSession, ChatStore>();

/**
 * The store of a session: the fold of its events. It listens from its creation on, so nothing is missed before the first component
 * mounts. One session has one store, however often this is called and however many providers use it.
 */
export function createChatStore(session: ChatSession): ChatStore {
  const known = stores.get(session);
  if (known !== undefined) return known;
  const store = createStore<ChatState>(() => createChatState(session.userId));
  session.subscribe((batch) => store.setState((state) => applyBatch(state, batch), true));
  stores.set(session, store);
  return store;
}
