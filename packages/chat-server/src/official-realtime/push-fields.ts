import type { WireParticipant } from '../wire/format.ts';

/** One participant or several as a string field of a thread event. */
export function formatParticipantField(
  participants: WireParticipant | readonly WireParticipant[],
): string {
  return escapeField(
    isList(participants) ? participants.map(formatParticipant) : formatParticipant(participants),
  );
}

/** A thread's topic, metadata and retention policy as a string field of a thread event. */
export function formatPropertiesField(
  properties: {
    readonly topic: string;
    readonly metadata?: Readonly<Record<string, string>>;
  },
  retentionPolicy: { readonly kind: string; readonly deleteThreadAfterDays?: number } | undefined,
): string {
  const { topic, metadata } = properties;
  return escapeField({
    topic,
    acsChatThreadMetadata: formatStringRecord(metadata),
    ...(retentionPolicy?.kind === 'threadCreationDate' && {
      retentionPolicy: JSON.stringify({
        retentionPolicyType: 'DeleteAfterCreationTime',
        // Days, hours, minutes and seconds.
        executeAfter: `${retentionPolicy.deleteThreadAfterDays}.00:00:00`,
      }),
    }),
  });
}

/** Metadata as JSON in a string; none is `{}`. */
export function formatStringRecord(record: Readonly<Record<string, string>> | undefined): string {
  return JSON.stringify(record ?? {});
}

/**
 * JSON in a string. The client unescapes the string fields of thread events before it parses them, so each percent
 * sign has to be escaped once: otherwise a topic like `%41` would arrive as another one, and `%22` would break the JSON.
 */
function escapeField(value: object): string {
  return JSON.stringify(value).replaceAll('%', '%25');
}

function formatParticipant(participant: WireParticipant): object {
  const { communicationIdentifier, displayName = '', shareHistoryTime, metadata } = participant;
  return {
    participantId: communicationIdentifier.rawId,
    displayName,
    ...(shareHistoryTime !== undefined && { shareHistoryTime }),
    ...(metadata !== undefined && { memberMetaData: formatStringRecord(metadata) }),
  };
}

// Array.isArray does not narrow a readonly array away from the other member of the union.
function isList(
  value: WireParticipant | readonly WireParticipant[],
): value is readonly WireParticipant[] {
  return Array.isArray(value);
}
