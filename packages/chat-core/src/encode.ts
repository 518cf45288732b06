import { isText } from './is-text.ts';
import {
  getIdentifierRawId,
  type CommunicationIdentifier,
  type IdentifierFields,
} from './model/identifiers.ts';
import type { ChatParticipant, ChatRetentionPolicy } from './models.ts';
import { formatTime, requireArgument } from './validate.ts';

/** An identifier as requests write it: its raw id, and one nested model for the kinds that have one. */
export function encodeIdentifier(identifier: CommunicationIdentifier): Record<string, unknown> {
  const rawId = getIdentifierRawId(identifier);
  const {
    communicationUserId: id,
    phoneNumber: value,
    microsoftTeamsUserId: userId,
    teamsAppId: appId,
    isAnonymous = false,
    cloud = 'public',
  }: IdentifierFields = identifier;
  if (isText(id)) return { rawId, communicationUser: { id } };
  if (isText(value)) return { rawId, phoneNumber: { value } };
  if (isText(userId)) return { rawId, microsoftTeamsUser: { userId, isAnonymous, cloud } };
  if (isText(appId)) return { rawId, microsoftTeamsApp: { appId, cloud } };
  return { rawId };
}

/** A retention policy as requests write it: only the fields that its kind has. */
export function encodeRetentionPolicy(
  policy: ChatRetentionPolicy | undefined,
): ChatRetentionPolicy | undefined {
  if (policy?.kind !== 'threadCreationDate') return policy && { kind: policy.kind };
  return { kind: policy.kind, deleteThreadAfterDays: policy.deleteThreadAfterDays };
}

/**
 * Participants as requests write them.
 *
 * @throws ChatClientError with code `invalid-argument` when there is no list, one of them has no id, or a time is none.
 */
export function encodeParticipants(
  participants: readonly ChatParticipant[],
  operation: string,
): Record<string, unknown>[] {
  requireArgument(participants, 'participants', operation);
  // Spread, because a text, which is no list, has parts without an id, too.
  return [...participants].map((participant) => {
    requireArgument(participant?.id, 'participant id', operation);
    const { id, displayName, shareHistoryTime, metadata } = participant;
    return {
      communicationIdentifier: encodeIdentifier(id),
      displayName,
      shareHistoryTime:
        shareHistoryTime && formatTime(shareHistoryTime, 'shareHistoryTime', operation),
      metadata,
    };
  });
}
