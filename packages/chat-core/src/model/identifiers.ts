import type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  MicrosoftTeamsAppKind,
} from '@azure/communication-common';

export type { CommunicationIdentifier, CommunicationIdentifierKind };

type Cloud = NonNullable<MicrosoftTeamsAppKind['cloud']>;

/** Name of the cloud in raw ids of Teams users and apps. */
const teamsCloudNames: Readonly<Record<Cloud, string>> = {
  public: 'orgid',
  dod: 'dod',
  gcch: 'gcch',
};

/** Name of the cloud in raw ids of Communication Services users. */
const acsCloudNames: Readonly<Record<Cloud, string>> = {
  public: 'acs',
  dod: 'dod-acs',
  gcch: 'gcch-acs',
};

/**
 * Adds `kind` to an identifier: which of the six forms it has. The first form whose fields are there wins, in the order of
 * `@azure/communication-common`.
 */
export function getIdentifierKind(
  identifier: CommunicationIdentifier,
): CommunicationIdentifierKind {
  if ('communicationUserId' in identifier) return { ...identifier, kind: 'communicationUser' };
  if ('phoneNumber' in identifier) return { ...identifier, kind: 'phoneNumber' };
  if ('microsoftTeamsUserId' in identifier) return { ...identifier, kind: 'microsoftTeamsUser' };
  if ('teamsAppId' in identifier) return { ...identifier, kind: 'microsoftTeamsApp' };
  if ('tenantId' in identifier) return { ...identifier, kind: 'teamsExtensionUser' };
  return { ...identifier, kind: 'unknown' };
}

/**
 * The raw id of an identifier: one string that names a person or app everywhere in the service, such as
 * `8:acs:<resource>_<user>`. Equal to the function of the same name in `@azure/communication-common`.
 */
export function getIdentifierRawId(identifier: CommunicationIdentifier): string {
  const known = getIdentifierKind(identifier);
  switch (known.kind) {
    case 'communicationUser':
      return known.communicationUserId;
    case 'phoneNumber':
      return known.rawId || `4:${known.phoneNumber}`;
    case 'microsoftTeamsUser': {
      const name = known.isAnonymous ? 'teamsvisitor' : teamsCloudNames[known.cloud ?? 'public'];
      return known.rawId || `8:${name}:${known.microsoftTeamsUserId}`;
    }
    case 'microsoftTeamsApp':
      return known.rawId || `28:${teamsCloudNames[known.cloud ?? 'public']}:${known.teamsAppId}`;
    case 'teamsExtensionUser': {
      const name = acsCloudNames[known.cloud ?? 'public'];
      return known.rawId || `8:${name}:${known.resourceId}_${known.tenantId}_${known.userId}`;
    }
    case 'unknown':
      return known.id;
    default:
      return known satisfies never;
  }
}

/**
 * The identifier that a raw id names. A raw id of a form that is not known gives `{ kind: 'unknown', id }`, never an error.
 * Equal to the function of the same name in `@azure/communication-common`, except that absent fields are absent keys.
 */
export function createIdentifierFromRawId(rawId: string): CommunicationIdentifierKind {
  if (rawId.startsWith('4:')) return createPhoneNumber(rawId.slice(2));
  const [scheme, name, id, ...rest] = rawId.split(':');
  if (name === undefined || id === undefined || rest.length > 0)
    return { kind: 'unknown', id: rawId };
  if (scheme === '8') {
    if (name === 'spool') return { kind: 'communicationUser', communicationUserId: rawId };
    if (name === 'teamsvisitor') {
      return { kind: 'microsoftTeamsUser', microsoftTeamsUserId: id, isAnonymous: true };
    }
    const acsCloud = findCloud(acsCloudNames, name);
    if (acsCloud !== undefined) return createAcsUser(rawId, id, acsCloud);
    const cloud = findCloud(teamsCloudNames, name);
    if (cloud !== undefined) {
      return { kind: 'microsoftTeamsUser', microsoftTeamsUserId: id, isAnonymous: false, cloud };
    }
  }
  if (scheme === '28') {
    const cloud = findCloud(teamsCloudNames, name);
    if (cloud !== undefined) return { kind: 'microsoftTeamsApp', teamsAppId: id, cloud };
  }
  return { kind: 'unknown', id: rawId };
}

function findCloud(names: Readonly<Record<Cloud, string>>, name: string): Cloud | undefined {
  const clouds: readonly Cloud[] = ['public', 'dod', 'gcch'];
  return clouds.find((cloud) => names[cloud] === name);
}

function createAcsUser(rawId: string, id: string, cloud: Cloud): CommunicationIdentifierKind {
  const [resourceId, tenantId, userId, ...rest] = id.split('_');
  if (
    resourceId === undefined ||
    tenantId === undefined ||
    userId === undefined ||
    rest.length > 0
  ) {
    return { kind: 'communicationUser', communicationUserId: rawId };
  }
  return { kind: 'teamsExtensionUser', userId, tenantId, resourceId, cloud };
}

function createPhoneNumber(phoneNumber: string): CommunicationIdentifierKind {
  if (phoneNumber === 'anonymous') return { kind: 'phoneNumber', phoneNumber, isAnonymous: true };
  // A number that is in a call more than once carries "_" and an id of the connection behind it.
  const separator = phoneNumber.lastIndexOf('_');
  const assertedId = separator < 0 ? '' : phoneNumber.slice(separator + 1);
  return {
    kind: 'phoneNumber',
    phoneNumber,
    isAnonymous: false,
    ...(assertedId === '' ? {} : { assertedId }),
  };
}
