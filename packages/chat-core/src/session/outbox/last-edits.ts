import type { Clock } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ChangeRecord } from '../storage/session-database.ts';

/** Of so many messages is remembered what the last edit said. */
const maxRemembered = 100;

/** What the edits said that left last, by message. */
export interface LastEdits {
  /** The edit leaves, or has left: a try of it may still arrive for `lateMs`. */
  note(change: ChangeRecord, lateMs?: number): void;
  /** How long the change has to wait, so that no late try of another edit takes its place. */
  waitMs(change: ChangeRecord): number;
  /** Whether the last edit of the message said this, so that it is no other device's word. */
  hasSaid(change: ChangeRecord, content: string): boolean;
}

export function createLastEdits(clock: Clock): LastEdits {
  const edits = new Map<string, { readonly content: string | undefined; readonly until: number }>();
  const keyOf = ({ threadId, messageId }: ChangeRecord): string => `${threadId} ${messageId}`;
  return {
    note(change, lateMs = 0) {
      if (change.kind !== 'edit') return;
      const key = keyOf(change);
      const until = Math.max(readElapsed(clock) + lateMs, edits.get(key)?.until ?? 0);
      edits.delete(key);
      edits.set(key, { content: change.content, until });
      const [oldest = key] = edits.keys();
      if (edits.size > maxRemembered) edits.delete(oldest);
    },
    waitMs(change) {
      const last = edits.get(keyOf(change));
      const isFree =
        change.kind !== 'edit' || last === undefined || last.content === change.content;
      return isFree ? 0 : Math.max(0, last.until - readElapsed(clock));
    },
    hasSaid: (change, content) => edits.get(keyOf(change))?.content === content,
  };
}
