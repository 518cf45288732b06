import type { CommunicationIdentifierKind } from './identifiers.ts';

/** Raw ids that name an id within a cloud: how they begin, the national cloud in it, and the id. */
const forms =
  /^(?:8:(?:(dod|gcch)-)?acs|8:(orgid|dod|gcch|teamsvisitor|spool)|28:(orgid|dod|gcch)):([^:]*)$/;

/**
 * The identifier that a raw id names. A raw id of a form that is not known gives `{ kind: 'unknown', id }`, never an error. Name,
 * signature and result are those of the function in `@azure/communication-common`, but a field that has no value is an absent key.
 */
export function createIdentifierFromRawId(rawId: string): CommunicationIdentifierKind {
  if (rawId.startsWith('4:')) return createPhoneNumber(rawId.slice(2));
  const [found, acsCloud, teamsName, appName, id = ''] = forms.exec(rawId) ?? [];
  if (found === undefined) return { kind: 'unknown', id: rawId };
  if (appName !== undefined) {
    return { kind: 'microsoftTeamsApp', teamsAppId: id, cloud: readCloud(appName) };
  }
  if (teamsName === 'teamsvisitor') {
    return { kind: 'microsoftTeamsUser', microsoftTeamsUserId: id, isAnonymous: true };
  }
  if (teamsName !== undefined && teamsName !== 'spool') {
    const cloud = readCloud(teamsName);
    return { kind: 'microsoftTeamsUser', microsoftTeamsUserId: id, isAnonymous: false, cloud };
  }
  const [resourceId = '', tenantId = '', userId, more] = id.split('_');
  if (teamsName === undefined && userId !== undefined && more === undefined) {
    return { kind: 'teamsExtensionUser', userId, tenantId, resourceId, cloud: readCloud(acsCloud) };
  }
  return { kind: 'communicationUser', communicationUserId: rawId };
}

function readCloud(name: string | undefined): 'public' | 'dod' | 'gcch' {
  return name === 'dod' || name === 'gcch' ? name : 'public';
}

function createPhoneNumber(phoneNumber: string): CommunicationIdentifierKind {
  const isAnonymous = phoneNumber === 'anonymous';
  // A number that is in a call more than once carries "_" and an id of the connection behind it.
  const [, assertedId] = /_([^_]+)$/.exec(phoneNumber) ?? [];
  return { kind: 'phoneNumber', phoneNumber, isAnonymous, ...(assertedId && { assertedId }) };
}
