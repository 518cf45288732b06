import { createContext, useContext, type Context } from 'react';

/** The id that the parts of a row begin with. */
export const RowIdContext: Context<string | undefined> = createContext<string | undefined>(
  undefined,
);

/**
 * Inside a row of the list: the beginning of the ids of its parts. A row is named by the elements with the ids `…-sender`, `…-quote`,
 * `…-body`, `…-attachments`, `…-time` and `…-status`, as far as they exist. `undefined` outside of a list.
 */
export function useRowId(): string | undefined {
  return useContext(RowIdContext);
}
