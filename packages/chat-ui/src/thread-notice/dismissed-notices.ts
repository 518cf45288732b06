import { createContext, type Context } from 'react';

/** Names of the notices that the user has taken away. Changed in place; one for a whole `ChatApp`, or for one thread. */
export const DismissedNoticesContext: Context<Set<string> | null> =
  createContext<Set<string> | null>(null);
