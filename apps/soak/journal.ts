import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What one client process did and saw. `at` is the computer's time, ms, whatever the client's own clock says. */
export type JournalEntry = { readonly at: number } & (
  | {
      readonly what: 'sent';
      readonly key: string;
      readonly threadId: string;
      readonly text: string;
    }
  | { readonly what: 'acknowledged'; readonly key: string; readonly id: string }
  /** The service or the session said no for good. */
  | { readonly what: 'refused'; readonly key: string; readonly reason: string }
  | { readonly what: 'edit-asked' | 'edit-done'; readonly key: string; readonly text: string }
  | {
      readonly what: 'edit-refused';
      readonly key: string;
      readonly text: string;
      readonly reason: string;
    }
  | { readonly what: 'delete-asked' | 'delete-done'; readonly key: string }
  | { readonly what: 'delete-refused'; readonly key: string; readonly reason: string }
  /** A message of the service is in this client's view for the first time. */
  | { readonly what: 'seen'; readonly threadId: string; readonly id: string }
  /** The view says that this user has read up to this message. */
  | {
      readonly what: 'receipt';
      readonly threadId: string;
      readonly userId: string;
      readonly id: string;
    }
  | { readonly what: 'gap'; readonly threadId: string }
  | { readonly what: 'connection'; readonly status: string }
  /** The process, and what is alive in it. */
  | { readonly what: 'memory'; readonly rssMb: number; readonly heapMb: number }
  /** Nobody caught it. */
  | { readonly what: 'uncaught'; readonly error: string }
  /** The session reported it, and goes on. */
  | { readonly what: 'reported'; readonly error: string }
);

/** An entry without its time. */
export type JournalNote = JournalEntry extends infer Entry
  ? Entry extends JournalEntry
    ? Omit<Entry, 'at'>
    : never
  : never;

/** A file that only grows. What is written stays, however the process ends. */
export interface Journal {
  write(note: JournalNote): void;
  close(): void;
}

export function openJournal(file: string): Journal {
  const descriptor = openSync(file, 'a');
  return {
    write(note) {
      writeSync(descriptor, `${JSON.stringify({ at: Date.now(), ...note })}\n`);
    },
    close: () => closeSync(descriptor),
  };
}

/** All entries, in order. */
export function readJournal(file: string): JournalEntry[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line): JournalEntry => JSON.parse(line));
}
