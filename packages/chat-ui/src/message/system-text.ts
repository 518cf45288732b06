import type { Message } from '@confab/chat-core/model';
import type { CoreLabels } from '../labels/core-labels.ts';

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
export function systemText(
  message: Message,
  actor: string | undefined,
  labels: CoreLabels,
): string {
  if (message.kind === 'topicUpdated') return labels.topicChanged(actor, message.topic ?? '');
  const people = message.participants ?? [];
  const others = people.filter((person) => person.userId !== message.initiatorId);
  // Who creates a thread is added to it, too. Nobody needs to read that.
  const actsAlone = others.length === 0;
  const names = (actsAlone ? people : others).map(
    (person) => person.displayName ?? labels.unknownSender,
  );
  if (message.kind === 'participantAdded') {
    return labels.participantsAdded(actsAlone ? undefined : actor, names);
  }
  return actsAlone ? labels.participantsLeft(names) : labels.participantsRemoved(actor, names);
}
