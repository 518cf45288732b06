import type { CommunicationIdentifierKind } from './model/identifiers.ts';
import {
  check,
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
  // Every message has one.
  communicationUser: (value, path) => ({
    communicationUserId: readText(readRecord(value, path)['id'], `${path}.id`),
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
  let present: Kind | undefined;
  for (const key of kinds) {
    if (wire[key] == null) continue;
    check(present === undefined, path, 'of one kind');
    present = key;
  }
  // As in the official client, a kind that is said decides.
  const kind = present && (wire['kind'] ?? present) === present ? present : 'unknown';
  const nested = kind !== 'unknown' && nestedModels[kind](wire[kind], `${path}.${kind}`);
  const rawId = kind !== 'communicationUser' && {
    [kind === 'unknown' ? 'id' : 'rawId']: readText(wire['rawId'], `${path}.rawId`),
  };
  // The model that was read is that of the kind.
  return { kind, ...nested, ...rawId } as CommunicationIdentifierKind;
}
