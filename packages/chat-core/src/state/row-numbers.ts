import { compareIds, isDecimal } from '../model/compare-ids.ts';
import { compareIdTexts } from './compare-text.ts';

/** A message whose sequence number is known. */
export interface NumberedMessage {
  readonly id: string;
  readonly sequenceId: string;
}

/** What is known about the sequence numbers of a thread, as far as it decides where messages without one stand. */
export interface RowNumbers {
  /** How many messages have a number. */
  count: number;
  /** Those whose number is higher than that of every message with a smaller id. Both their ids and their numbers rise. */
  readonly steps: NumberedMessage[];
}

/** The message's sequence number, when it has one that is a number. */
export function sequenceNumber(sequenceId: string | undefined): string | undefined {
  return sequenceId !== undefined && isDecimal(sequenceId) ? sequenceId : undefined;
}

/** Counts numbers anew. */
export function countNumbers(messages: readonly NumberedMessage[]): RowNumbers {
  const numbers: RowNumbers = { count: 0, steps: [] };
  for (const message of messages.toSorted((a, b) => compareIdTexts(a.id, b.id))) {
    addNumber(numbers, message);
  }
  return numbers;
}

/** Adds a message whose number was not known. */
export function addNumber(numbers: RowNumbers, { id, sequenceId }: NumberedMessage): void {
  const { steps } = numbers;
  numbers.count += 1;
  const start = firstStepFrom(steps, id);
  const below = steps[start - 1];
  if (below !== undefined && compareIds(below.sequenceId, sequenceId) >= 0) return;
  let end = start;
  while (end < steps.length && compareIds(steps[end]?.sequenceId ?? '', sequenceId) <= 0) end += 1;
  steps.splice(start, end - start, { id, sequenceId });
}

/** The highest number of a message with a smaller id; empty when there is none. */
export function numberBelow({ steps }: RowNumbers, id: string): string {
  return steps[firstStepFrom(steps, id) - 1]?.sequenceId ?? '';
}

/**
 * Whether the numbers rise with the ids, as they do when the service hands out both at once. Then the rows stand in the order of their
 * ids, and a number that is learned moves none of them.
 */
export function riseWithIds({ count, steps }: RowNumbers): boolean {
  return count === steps.length;
}

/** Index of the first step whose id is not smaller. Looks at the end first, where nearly all messages are. */
function firstStepFrom(steps: readonly NumberedMessage[], id: string): number {
  let low = 0;
  let high = steps.length;
  let middle = high - 1;
  while (low < high) {
    if (compareIdTexts(steps[middle]?.id ?? '', id) < 0) low = middle + 1;
    else high = middle;
    middle = (low + high) >>> 1;
  }
  return low;
}
