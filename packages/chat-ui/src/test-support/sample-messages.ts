import type { Message } from '@confab/chat-core/model';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';

/** People and messages for stories and tests. Ada is the reader. */
export const ada: AvatarPerson = { userId: '8:acs:sample_ada', displayName: 'Ada' };
export const grace: AvatarPerson = { userId: '8:acs:sample_grace', displayName: 'Grace' };
export const linus: AvatarPerson = { userId: '8:acs:sample_linus', displayName: 'Linus' };
export const minjun: AvatarPerson = { userId: '8:acs:sample_min-jun', displayName: 'Min-jun' };
export const everybody: readonly AvatarPerson[] = [ada, grace, linus, minjun];

/** Wednesday 11 March 2026, 09:30 UTC. */
export const sampleNow: number = Date.UTC(2026, 2, 11, 9, 30);

/** A time on the sample day, or `daysAgo` before it. */
export function sampleTime(hour: number, minute: number, daysAgo = 0): number {
  return Date.UTC(2026, 2, 11 - daysAgo, hour, minute);
}

/** A text message that the service has stored. `over` replaces any field. */
export function sampleMessage(
  sender: AvatarPerson,
  content: string,
  over: Partial<Message> = {},
): Message {
  return {
    rowKey: `${sender.userId}/${content}`,
    threadId: '19:sample@thread.v2',
    id: '1773219000000',
    kind: 'text',
    content,
    senderId: sender.userId,
    ...(sender.displayName !== undefined && { senderDisplayName: sender.displayName }),
    createdAt: sampleTime(9, 12),
    sendState: 'sent',
    ...over,
  };
}
