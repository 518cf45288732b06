import { isDecimal } from '../../model/compare-ids.ts';
import type { ChatEvent } from '../chat-event.ts';

/** How many messages of an event have an id or a version that is no number. They are kept, and sort first. */
export function countUnreadableIds(event: ChatEvent): number {
  if (event.type === 'messages-listed') return event.messages.filter(isUnreadable).length;
  return 'message' in event && isUnreadable(event.message) ? 1 : 0;
}

function isUnreadable({ id, version }: { id: string; version?: string }): boolean {
  return !isDecimal(id) || (version !== undefined && !isDecimal(version));
}
