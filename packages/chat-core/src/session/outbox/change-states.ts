import { compareIds } from '../../model/compare-ids.ts';
import { metadataKeys } from '../../model/metadata-keys.ts';
import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import type { ChangeRecord } from '../storage/session-database.ts';

/** How far an edit or a deletion has come. */
export type ChangeState = ChangeRecord['state'];

/**
 * Where a change can go from each state. One that was carried out is deleted from the table once the message shows it; so is one whose
 * place a later change has taken.
 */
const allowedTransitions: Readonly<Record<ChangeState, readonly ChangeState[]>> = {
  queued: ['sending', 'failed'],
  sending: ['queued', 'accepted', 'failed'],
  accepted: [],
  failed: [],
};

/**
 * The change in another state.
 * @throws Error when no change goes this way.
 */
export function moveChange(
  change: ChangeRecord,
  state: ChangeState,
  now: number,
  more: Partial<ChangeRecord> = {},
): ChangeRecord {
  if (!allowedTransitions[change.state].includes(state))
    throw new Error(`A change that is ${change.state} cannot become ${state}.`);
  return { ...change, ...more, state, stateSince: now };
}

/**
 * What an edit says of the metadata: what the user has set, or else what is there. It repeats the client message id, because nobody knows
 * whether the service keeps what an edit leaves out.
 */
export function editedMetadata(
  metadata: MessageEdit['metadata'],
  view: ServerMessage | undefined,
): MessageEdit['metadata'] {
  const all = metadata ?? view?.metadata;
  const mark = view?.clientMessageId;
  return mark === undefined ? all : { ...all, [metadataKeys.clientMessageId]: mark };
}

/** Whether the message looks as the change makes it. */
export function isCarriedOut(change: ChangeRecord, view: ServerMessage): boolean {
  const isDeleted = view.deletedAt !== undefined;
  if (change.kind === 'delete' || isDeleted) return change.kind === 'delete' && isDeleted;
  return (
    view.content === change.content &&
    Object.entries(change.metadata ?? {}).every(([key, text]) => view.metadata?.[key] === text)
  );
}

/** Whether the view came after the version that was known before. Where none was known, nobody can tell. */
export function isNewer(view: ServerMessage, base: string | undefined): boolean {
  return base !== undefined && compareIds(view.version ?? '', base) > 0;
}

/** The base of a change that is made of this view now. */
export function baseOver(
  view: ServerMessage | undefined,
  base?: string,
): Pick<ChangeRecord, 'base'> {
  const isKnown = view?.version !== undefined && (base === undefined || isNewer(view, base));
  return isKnown ? { base: view.version } : {};
}

/** The events that lead from what was shown of a change to what is to be shown. */
export function changeEvents(
  before: ChangeRecord | undefined,
  after: ChangeRecord | undefined,
): readonly ChatEvent[] {
  const change = after ?? before;
  if (change === undefined) return [];
  const { threadId, messageId, changeId } = change;
  const place = { threadId, messageId };
  if (after === undefined)
    return change.state === 'failed' ? [] : [{ type: 'change-removed', ...place, changeId }];
  const events: ChatEvent[] = before === undefined ? [changeAdded(after)] : [];
  if (after.failure !== undefined && before?.failure === undefined)
    events.push({ type: 'change-failed', ...place, changeId, failure: after.failure });
  return events;
}

/** Shows the change above what the service says. */
function changeAdded(change: ChangeRecord): ChatEvent {
  const { threadId, messageId, changeId, kind, content, metadata, createdAt } = change;
  return {
    type: 'change-added',
    threadId,
    messageId,
    change: {
      changeId,
      kind,
      createdAt,
      ...(content !== undefined && { content }),
      ...(metadata !== undefined && { metadata }),
    },
  };
}
