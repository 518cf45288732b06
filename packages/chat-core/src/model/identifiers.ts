import type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  CommunicationUserIdentifier,
  MicrosoftTeamsAppIdentifier,
  MicrosoftTeamsUserIdentifier,
  PhoneNumberIdentifier,
  TeamsExtensionUserIdentifier,
  UnknownIdentifier,
} from '@azure/communication-common';

import { isText } from '../is-text.ts';

export type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  CommunicationUserIdentifier,
  CommunicationUserKind,
  MicrosoftTeamsAppIdentifier,
  MicrosoftTeamsAppKind,
  MicrosoftTeamsUserIdentifier,
  MicrosoftTeamsUserKind,
  PhoneNumberIdentifier,
  PhoneNumberKind,
  TeamsExtensionUserIdentifier,
  TeamsExtensionUserKind,
  UnknownIdentifier,
  UnknownIdentifierKind,
} from '@azure/communication-common';

// Names, signatures and results of the functions in this file are those of `@azure/communication-common`, whose own do not tree-shake.

/** What an identifier of whatever form may have. Those of a form are told by the text in its first field. */
export interface IdentifierFields {
  readonly communicationUserId?: string;
  readonly phoneNumber?: string;
  readonly microsoftTeamsUserId?: string;
  readonly teamsAppId?: string;
  readonly userId?: string;
  readonly tenantId?: string;
  readonly resourceId?: string;
  readonly id?: string;
  readonly rawId?: string;
  readonly isAnonymous?: boolean;
  readonly cloud?: string;
}

function hasText(identifier: IdentifierFields, field: keyof IdentifierFields): boolean {
  return isText(identifier[field]);
}

/** Whether an identifier names a Communication Services user. */
export function isCommunicationUserIdentifier(
  identifier: CommunicationIdentifier,
): identifier is CommunicationUserIdentifier {
  return hasText(identifier, 'communicationUserId');
}

/** Whether an identifier names a phone number. */
export function isPhoneNumberIdentifier(
  identifier: CommunicationIdentifier,
): identifier is PhoneNumberIdentifier {
  return hasText(identifier, 'phoneNumber');
}

/** Whether an identifier names a Teams user. */
export function isMicrosoftTeamsUserIdentifier(
  identifier: CommunicationIdentifier,
): identifier is MicrosoftTeamsUserIdentifier {
  return hasText(identifier, 'microsoftTeamsUserId');
}

/** Whether an identifier names a Teams app. */
export function isMicrosoftTeamsAppIdentifier(
  identifier: CommunicationIdentifier,
): identifier is MicrosoftTeamsAppIdentifier {
  return hasText(identifier, 'teamsAppId');
}

/** Whether an identifier names a Teams Phone user who comes by way of a Communication Services resource. */
export function isTeamsExtensionUserIdentifier(
  identifier: CommunicationIdentifier,
): identifier is TeamsExtensionUserIdentifier {
  return (
    hasText(identifier, 'userId') &&
    hasText(identifier, 'tenantId') &&
    hasText(identifier, 'resourceId')
  );
}

/** Whether an identifier is of a form that is not known. */
export function isUnknownIdentifier(
  identifier: CommunicationIdentifier,
): identifier is UnknownIdentifier {
  return hasText(identifier, 'id');
}

/**
 * Adds `kind` to an identifier: which of the six forms it has. One that has the fields of several forms is of the first of them, in the
 * order of the guards in this file.
 */
export function getIdentifierKind(
  identifier: CommunicationIdentifier,
): CommunicationIdentifierKind {
  if (isCommunicationUserIdentifier(identifier))
    return { ...identifier, kind: 'communicationUser' };
  if (isPhoneNumberIdentifier(identifier)) return { ...identifier, kind: 'phoneNumber' };
  if (isMicrosoftTeamsUserIdentifier(identifier))
    return { ...identifier, kind: 'microsoftTeamsUser' };
  if (isMicrosoftTeamsAppIdentifier(identifier))
    return { ...identifier, kind: 'microsoftTeamsApp' };
  if (isTeamsExtensionUserIdentifier(identifier))
    return { ...identifier, kind: 'teamsExtensionUser' };
  return { ...identifier, kind: 'unknown' };
}

/**
 * The raw id of an identifier: one string that names a person or app everywhere in the service, such as `8:acs:<resource>_<user>`.
 * Fit to be a key.
 */
export function getIdentifierRawId(identifier: CommunicationIdentifier): string {
  const {
    communicationUserId,
    phoneNumber,
    microsoftTeamsUserId,
    teamsAppId,
    userId,
    tenantId,
    resourceId,
    id,
    rawId,
    isAnonymous,
    cloud,
  }: IdentifierFields = identifier;
  if (isText(communicationUserId)) return communicationUserId;
  if (isText(phoneNumber)) return rawId || `4:${phoneNumber}`;
  if (isText(microsoftTeamsUserId)) {
    const name = isAnonymous ? 'teamsvisitor' : nameOfTeams(cloud);
    return rawId || `8:${name}:${microsoftTeamsUserId}`;
  }
  if (isText(teamsAppId)) return rawId || `28:${nameOfTeams(cloud)}:${teamsAppId}`;
  if (isText(userId) && isText(tenantId) && isText(resourceId)) {
    const nation = isNationalCloud(cloud) ? `${cloud}-` : '';
    return rawId || `8:${nation}acs:${resourceId}_${tenantId}_${userId}`;
  }
  // It is of no other form.
  return id as string;
}

/** How raw ids of Teams users and apps begin, after their scheme. */
function nameOfTeams(cloud: string | undefined): string {
  return isNationalCloud(cloud) ? cloud : 'orgid';
}

function isNationalCloud(cloud: string | undefined): cloud is 'dod' | 'gcch' {
  return cloud === 'dod' || cloud === 'gcch';
}
