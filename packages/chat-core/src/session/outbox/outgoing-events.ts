import type { ChatEvent, OutgoingMessage } from '../chat-event.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import type { Obstacle } from './traffic.ts';

/** What a screen is to show of an outgoing message. */
export interface OutgoingView {
  readonly record: OutboxRecord;
  /** Why it waits. */
  readonly obstacle?: Obstacle | undefined;
}

/** The events that lead from what was shown to what is to be shown. `undefined`: nothing is known of it. */
export function outgoingEvents(
  before: OutgoingView | undefined,
  after: OutgoingView | undefined,
): readonly ChatEvent[] {
  const wasShown = isShown(before);
  if (!isShown(after)) {
    // What is sent stays on screen when the outbox forgets it.
    return wasShown && before.record.state !== 'sent' ? [removedEvent(before.record)] : [];
  }
  const { record } = after;
  const events: ChatEvent[] = [];
  if (!wasShown) {
    if (record.state === 'sent') return [];
    events.push({ type: 'outgoing-added', outgoing: toOutgoing(record) });
  } else if (before.record !== record && textOf(before.record) !== textOf(record)) {
    const { threadId, clientMessageId, content, metadata } = record;
    events.push({ type: 'outgoing-edited', threadId, clientMessageId, content, metadata });
  }
  const shown = JSON.stringify(wasShown ? changedEvent(before) : plainlyQueued(record));
  const changed = changedEvent(after);
  if (JSON.stringify(changed) !== shown) events.push(changed);
  return events;
}

/** The message itself, without how far it has come. */
export function toOutgoing(record: OutboxRecord): OutgoingMessage {
  const { clientMessageId, threadId, kind, content, senderDisplayName } = record;
  return {
    clientMessageId,
    threadId,
    kind,
    content,
    ...(senderDisplayName !== undefined && { senderDisplayName }),
    metadata: record.metadata,
    ordinal: record.ordinal,
    createdAt: record.createdAt,
  };
}

function isShown(view: OutgoingView | undefined): view is OutgoingView {
  return (
    view !== undefined && view.record.isTakenBack !== true && view.record.state !== 'cancelled'
  );
}

function removedEvent({ threadId, clientMessageId }: OutboxRecord): ChatEvent {
  return { type: 'outgoing-removed', threadId, clientMessageId };
}

function changedEvent({ record, obstacle }: OutgoingView): ChatEvent {
  const { threadId, clientMessageId, state, id, failure } = record;
  return {
    type: 'outgoing-changed',
    threadId,
    clientMessageId,
    // A cancelled one is not shown.
    sendState: state === 'cancelled' ? 'failed' : state,
    ...(state === 'sent' && id !== undefined && { id }),
    ...(state === 'failed' && failure !== undefined && { failure }),
    ...(state === 'queued' && obstacle),
  };
}

/** How a message is shown that has just been added. */
function plainlyQueued(record: OutboxRecord): ChatEvent {
  return changedEvent({ record: { ...record, state: 'queued' } });
}

function textOf({ content, metadata }: OutboxRecord): string {
  return JSON.stringify([content, metadata]);
}
