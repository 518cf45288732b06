import { isText } from './is-text.ts';
import type { CommunicationIdentifierKind } from './model/identifiers.ts';
import {
  check,
  countFields,
  isRecord,
  readFlag,
  readKnownFields,
  readOptional,
  readOr,
  readRecord,
  readText,
  type Read,
} from './wire-value.ts';

type Kind = Exclude<CommunicationIdentifierKind['kind'], 'unknown'>;

/** What an identifier of one kind says beside the kind and the raw id. */
type Nested<Of extends Kind> = Omit<
  Extract<CommunicationIdentifierKind, { kind: Of }>,
  'kind' | 'rawId'
>;

/** The nested models of the wire. As in the official client, an identifier has none but these fields. */
const nestedModels: { readonly [Of in Kind]: Read<Nested<Of>> } = {
  communicationUser: readKnownFields<Nested<'communicationUser'>>({
    communicationUserId: ['id', readText],
  }),
  phoneNumber: readKnownFields<Nested<'phoneNumber'> & { isAnonymous: boolean }>({
    phoneNumber: ['value', readText],
    isAnonymous: readOr(readFlag, () => false),
    assertedId: readOptional(readText),
  }),
  microsoftTeamsUser: readKnownFields<Required<Nested<'microsoftTeamsUser'>>>({
    microsoftTeamsUserId: ['userId', readText],
    isAnonymous: readFlag,
    cloud: readText,
  }),
  microsoftTeamsApp: readKnownFields<Required<Nested<'microsoftTeamsApp'>>>({
    teamsAppId: ['appId', readText],
    cloud: readText,
  }),
  teamsExtensionUser: readKnownFields<Required<Nested<'teamsExtensionUser'>>>({
    userId: readText,
    tenantId: readText,
    resourceId: readText,
    cloud: readText,
  }),
};

// The keys are those of the type.
const kinds = Object.keys(nestedModels) as Kind[];

/**
 * Reads an identifier of the service: the SDK's form with `kind`. One that has no known model is `{ kind: 'unknown', id }`. It is malformed
 * when it has no raw id where it needs one, more than one model, or a model that is not whole.
 */
export function readIdentifier(value: unknown, path: string): CommunicationIdentifierKind {
  const wire = readRecord(value, path);
  const { rawId, kind: said, communicationUser: user } = wire;
  // Every message names a user like this. Looking for what else there could be takes longer than reading it.
  if (
    said === 'communicationUser' &&
    rawId &&
    isRecord(user) &&
    isText(user['id']) &&
    countFields(wire) === 3
  ) {
    return { kind: said, communicationUserId: user['id'] };
  }
  let present: Kind | undefined;
  for (const key of kinds) {
    if (wire[key] == null) continue;
    check(present === undefined, path, 'of one kind');
    present = key;
  }
  // As in the official client, a kind that is said decides.
  const kind = present && (said ?? present) === present ? present : 'unknown';
  const nested = kind !== 'unknown' && nestedModels[kind](wire[kind], `${path}.${kind}`);
  const raw = kind !== 'communicationUser' && {
    [nested ? 'rawId' : 'id']: readText(rawId, `${path}.rawId`),
  };
  // The model that was read is that of the kind.
  return { kind, ...nested, ...raw } as CommunicationIdentifierKind;
}
