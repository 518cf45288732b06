import { useRef, useState } from 'react';

/** An action of a dialog that may take a while and may fail. */
export interface PendingAction {
  readonly isPending: boolean;
  /** What went wrong with the last try. */
  readonly problem: string | undefined;
  /** Starts it, unless it is on its way. */
  readonly start: () => void;
}

/** How an action goes. */
export interface PendingActionOptions {
  readonly run: () => unknown;
  readonly onDone: () => void;
  /** What to show when it did not work. */
  readonly failedText: (error: unknown) => string;
}

/** Runs what a dialog is for: once at a time, and closes it only when it has worked. */
export function usePendingAction({ run, onDone, failedText }: PendingActionOptions): PendingAction {
  const isRunning = useRef(false);
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function act(): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsPending(true);
    setProblem(undefined);
    try {
      await run();
      onDone();
    } catch (error) {
      setProblem(failedText(error));
    } finally {
      isRunning.current = false;
      setIsPending(false);
    }
  }

  return { isPending, problem, start: () => void act() };
}
