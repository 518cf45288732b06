import { useEffect, useRef, useState } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';

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
  /** `isOpen` says whether the dialog is still there. */
  readonly run: (isOpen: () => boolean) => unknown;
  /** It has worked, and the dialog is still there. */
  readonly onDone: () => void;
  /** What to show when it did not work. */
  readonly failedText: (error: unknown) => string;
}

/**
 * Runs what a dialog is for: once at a time, and closes it only when it has worked. When the user has closed it before and it fails then, a
 * notice says so and offers to try again.
 */
export function usePendingAction({ run, onDone, failedText }: PendingActionOptions): PendingAction {
  const labels = useLabels();
  const toasts = useToasts();
  const isRunning = useRef(false);
  const isThere = useRef(false);
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  async function act(): Promise<void> {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsPending(true);
    setProblem(undefined);
    try {
      await run(() => isThere.current);
      if (isThere.current) onDone();
    } catch (error) {
      const text = failedText(error);
      if (isThere.current) setProblem(text);
      else toasts.show({ text, actionLabel: labels.tryAgain, onAction: () => void act() });
    } finally {
      isRunning.current = false;
      setIsPending(false);
    }
  }

  return { isPending, problem, start: () => void act() };
}
