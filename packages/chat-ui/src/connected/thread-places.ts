import { createContext, type Context } from 'react';
import type { MessageListPlace } from '../list/message-list-props.ts';

/** Where the reader was in each thread, by thread id; the one that was left last comes last. */
export type ThreadPlaces = Map<string, MessageListPlace>;

/** So many threads are remembered. */
const maximumPlaces = 50;

/** Notes where the reader leaves a thread. */
export function notePlace(places: ThreadPlaces, threadId: string, place: MessageListPlace): void {
  places.delete(threadId);
  places.set(threadId, place);
  const [oldest] = places.keys();
  if (places.size > maximumPlaces && oldest !== undefined) places.delete(oldest);
}

/** The places that a `ChatApp` keeps for its threads. `null`: an open thread keeps its own. */
export const ThreadPlacesContext: Context<ThreadPlaces | null> = createContext<ThreadPlaces | null>(
  null,
);
