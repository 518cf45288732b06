import type { Message } from '@confab/chat-core/model';
import type { Labels } from '../labels/labels.ts';

const systemKinds: ReadonlySet<string> = new Set([
  'topicUpdated',
  'participantAdded',
  'participantRemoved',
]);

/** Whether the service wrote this message, not a person. */
export function isSystemMessage(message: Message): boolean {
  return systemKinds.has(message.kind);
}

/** The sentence that a message of the service reads as. `actor` is the name of who caused it, if that is known. */
export function systemText(message: Message, actor: string | undefined, labels: Labels): string {
  if (message.kind === 'topicUpdated') return labels.topicChanged(actor, message.topic ?? '');
  const people = message.participants ?? [];
  const names = people.map((person) => person.displayName ?? labels.unknownSender);
  if (message.kind === 'participantAdded') {
    const joinedAlone = people.length === 1 && people[0]?.userId === message.initiatorId;
    return labels.participantsAdded(joinedAlone ? undefined : actor, names);
  }
  const leftAlone = people.length === 1 && people[0]?.userId === message.initiatorId;
  return leftAlone ? labels.participantsLeft(names) : labels.participantsRemoved(actor, names);
}
