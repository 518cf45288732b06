import { isDecimal } from '../../model/compare-ids.ts';
import type { ServerMessage } from '../chat-event.ts';

/**
 * The highest sequence number of each thread. Numbers need not be dense: a hole is a hint that something was missed, and no more. Whoever
 * was told of one is not told again.
 */
export interface SequenceHoles {
  /** An event has brought a message. Returns whether its number is known and leaves no hole below the highest one so far. */
  follows(threadId: string, message: ServerMessage): boolean;
  /** A list has brought messages: what it leaves out is not there. */
  noteListed(threadId: string, messages: readonly ServerMessage[]): void;
  forget(threadId: string): void;
}

/** Creates {@link SequenceHoles}. */
export function createSequenceHoles(): SequenceHoles {
  const highest = new Map<string, bigint>();

  function note(threadId: string, number: bigint): void {
    const known = highest.get(threadId);
    if (known === undefined || number > known) highest.set(threadId, number);
  }

  return {
    follows(threadId, { sequenceId = '' }) {
      if (!isDecimal(sequenceId)) return false;
      const number = BigInt(sequenceId);
      const known = highest.get(threadId);
      note(threadId, number);
      return known === undefined || number <= known + 1n;
    },
    noteListed(threadId, messages) {
      for (const { sequenceId = '' } of messages)
        if (isDecimal(sequenceId)) note(threadId, BigInt(sequenceId));
    },
    forget: (threadId) => highest.delete(threadId),
  };
}
