import type { OutboxRecord } from '../storage/session-database.ts';

/**
 * What is done next with the first message of a thread.
 * `send`: nothing of it can be stored, so it is sent. `repeat`: it may be stored, and is sent with the mark by which the service knows it
 * again. `look`: it may be stored, so it is looked for.
 */
export type Step = 'send' | 'repeat' | 'look';

/** What the decision rests on, beside the record. */
export interface StepFacts {
  /** Whether the service stores an attempt that is repeated with its mark only once. */
  readonly isIdempotent: boolean;
  /** Whether this has been tried for longer than is sensible. */
  readonly isExpired: boolean;
  /** Whether this page has made an attempt; otherwise the record says what an earlier page, or another tab, has done. */
  readonly hasLeftHere: boolean;
}

/** Decides. A record that was stored as on its way counts as possibly stored by the service, whoever has sent it. */
export function nextStep(record: OutboxRecord, { isIdempotent, isExpired }: StepFacts): Step {
  if (record.state === 'queued') return 'send';
  const mustLook = record.isTakenBack === true || record.mustBeFound || isExpired;
  return isIdempotent && !mustLook ? 'repeat' : 'look';
}
