'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { chatKeys } from './chat-queries.ts';

/** How the command that was given last goes. */
export interface CommandState {
  /** True while it is on its way. */
  readonly isPending: boolean;
  /** Why it was refused: a `ChatClientError`. It stays until the next command, or {@link CommandState.reset}. */
  readonly error: Error | null;
  /** Forgets the error. */
  readonly reset: () => void;
}

/** Has TanStack Query watch what the user does. `run` takes the outcome of a command, and gives it back; nobody has to await it. */
export function useCommand(
  name: string,
  threadId?: string,
): CommandState & { readonly watch: <Result>(outcome: Promise<Result>) => Promise<Result> } {
  const session = useChatSession();
  const { mutate, isPending, error, reset } = useMutation({
    mutationKey: [...chatKeys.all(session), name, threadId],
    mutationFn: (outcome: Promise<unknown>) => outcome,
    // The session keeps what is to be sent, and knows when there is a network.
    networkMode: 'always',
    retry: false,
  });
  const watch = useCallback(
    <Result>(outcome: Promise<Result>): Promise<Result> => {
      // Nobody has to listen.
      outcome.catch(() => {});
      mutate(outcome);
      return outcome;
    },
    [mutate],
  );
  return { watch, isPending, error, reset };
}
