import {
  getIdentifierKind,
  getIdentifierRawId,
  type CommunicationIdentifier,
} from './model/identifiers.ts';
import type { ChatParticipant } from './models.ts';

/** An identifier as requests write it: its raw id, and one nested model for the kinds that have one. */
export function encodeIdentifier(identifier: CommunicationIdentifier): Record<string, unknown> {
  const rawId = getIdentifierRawId(identifier);
  const known = getIdentifierKind(identifier);
  switch (known.kind) {
    case 'communicationUser':
      return { rawId, communicationUser: { id: known.communicationUserId } };
    case 'phoneNumber':
      return { rawId, phoneNumber: { value: known.phoneNumber } };
    case 'microsoftTeamsUser':
      return {
        rawId,
        microsoftTeamsUser: {
          userId: known.microsoftTeamsUserId,
          isAnonymous: known.isAnonymous ?? false,
          cloud: known.cloud ?? 'public',
        },
      };
    case 'microsoftTeamsApp':
      return {
        rawId,
        microsoftTeamsApp: { appId: known.teamsAppId, cloud: known.cloud ?? 'public' },
      };
    case 'teamsExtensionUser':
    case 'unknown':
      return { rawId };
    default:
      return known satisfies never;
  }
}

/** A participant as requests write it. */
export function encodeParticipant(participant: ChatParticipant): Record<string, unknown> {
  const { id, displayName, shareHistoryTime, metadata } = participant;
  return {
    communicationIdentifier: encodeIdentifier(id),
    displayName,
    shareHistoryTime: shareHistoryTime?.toISOString(),
    metadata,
  };
}
