import { createContext, type Context } from 'react';

/** What a row can ask of the open thread that it stands in. Its functions never change. */
export interface ThreadUi {
  /** Puts an own message into the composer, to be changed. */
  readonly edit: (messageKey: string) => void;
}

/** The open thread around a row. `null`: the row stands alone, and cannot be edited in place. */
export const ThreadUiContext: Context<ThreadUi | null> = createContext<ThreadUi | null>(null);
