import type { JournalEntry } from '../journal.ts';

/** A message as the service lists it. */
export interface StoredMessage {
  readonly id: string;
  readonly threadId: string;
  /** Otherwise it is the service's own. */
  readonly isFromPerson: boolean;
  /** The client message id. */
  readonly key: string | undefined;
  readonly content: string;
  readonly isDeleted: boolean;
}

/** All that happened: what each client wrote down, and what the service has in the end, each thread oldest first. */
export interface History {
  readonly journals: ReadonlyMap<string, readonly JournalEntry[]>;
  readonly stored: readonly StoredMessage[];
}

/** Tells messages apart: two threads may have messages of the same id. */
export function placeOf({
  threadId,
  id,
}: {
  readonly threadId: string;
  readonly id: string;
}): string {
  return `${threadId} ${id}`;
}

/** What one message was meant to become. */
export interface Intent {
  readonly client: string;
  readonly key: string;
  readonly threadId: string;
  readonly text: string;
  readonly sentAt: number;
  /** The service's id, once it was acknowledged. */
  id?: string;
  /** It failed, and why; and whether the user had asked for its deletion by then. */
  refusal?: { readonly reason: string; readonly isAskedFor: boolean };
  /** Texts that were asked for, in order; and whether the edit was done, refused, or neither. */
  readonly edits: { readonly text: string; outcome?: 'done' | 'refused' }[];
  deletion?: 'asked' | 'done' | 'refused';
}

/** What every message was meant to become, by client message id, in the order of sending of each client. */
export function readIntents(journals: History['journals']): Map<string, Intent> {
  const intents = new Map<string, Intent>();
  for (const [client, entries] of journals) {
    for (const entry of entries) {
      if (entry.what === 'sent') {
        const { key, threadId, text, at: sentAt } = entry;
        intents.set(key, { client, key, threadId, text, sentAt, edits: [] });
      } else if ('key' in entry) {
        const intent = intents.get(entry.key);
        if (intent !== undefined) addOutcome(intent, entry);
      }
    }
  }
  return intents;
}

function addOutcome(intent: Intent, entry: JournalEntry & { readonly key: string }): void {
  switch (entry.what) {
    case 'acknowledged':
      intent.id = entry.id;
      break;
    case 'refused':
      intent.refusal = { reason: entry.reason, isAskedFor: intent.deletion !== undefined };
      break;
    case 'edit-asked':
      intent.edits.push({ text: entry.text });
      break;
    case 'edit-done':
    case 'edit-refused': {
      const edit = intent.edits.find(({ text }) => text === entry.text);
      if (edit !== undefined) edit.outcome = entry.what === 'edit-done' ? 'done' : 'refused';
      break;
    }
    case 'delete-asked':
      intent.deletion = 'asked';
      break;
    case 'delete-done':
      intent.deletion = 'done';
      break;
    case 'delete-refused':
      intent.deletion = 'refused';
      break;
    default:
  }
}
