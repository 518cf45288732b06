import { DecodeError } from './errors.ts';
import type { CommunicationIdentifierKind } from './model/identifiers.ts';
import { isAbsent, readRecord, readString, type WireRecord } from './wire-value.ts';

type Cloud = 'public' | 'dod' | 'gcch';

const nestedModels = [
  'communicationUser',
  'phoneNumber',
  'microsoftTeamsUser',
  'microsoftTeamsApp',
] as const;

/**
 * An identifier of the service → the SDK's form with `kind`. One that has no known model is `{ kind: 'unknown', id }`.
 *
 * @throws DecodeError when it has no raw id where it needs one, more than one model, or a model that is not whole.
 */
export function decodeIdentifier(value: unknown, path: string): CommunicationIdentifierKind {
  const wire = readRecord(value, path);
  const present = nestedModels.filter((name) => !isAbsent(wire[name]));
  if (present.length > 1) {
    throw new DecodeError(path, `has more than one of ${nestedModels.join(', ')}`);
  }
  const kind = present[0];
  if (kind === undefined) return { kind: 'unknown', id: readString(wire, 'rawId', path) };
  const model = readRecord(wire[kind], `${path}.${kind}`);
  const modelPath = `${path}.${kind}`;
  switch (kind) {
    case 'communicationUser':
      return { kind, communicationUserId: readString(model, 'id', modelPath) };
    case 'phoneNumber':
      return {
        kind,
        phoneNumber: readString(model, 'value', modelPath),
        rawId: readString(wire, 'rawId', path),
      };
    case 'microsoftTeamsUser':
      return {
        kind,
        microsoftTeamsUserId: readString(model, 'userId', modelPath),
        isAnonymous: readFlag(model, 'isAnonymous', modelPath),
        cloud: readCloud(model, modelPath),
        rawId: readString(wire, 'rawId', path),
      };
    case 'microsoftTeamsApp':
      return {
        kind,
        teamsAppId: readString(model, 'appId', modelPath),
        cloud: readCloud(model, modelPath),
        rawId: readString(wire, 'rawId', path),
      };
    default:
      return kind satisfies never;
  }
}

/** The identifier of a field that may be absent; `undefined` when it is. */
export function decodeOptionalIdentifier(
  wire: WireRecord,
  key: string,
  path: string,
): CommunicationIdentifierKind | undefined {
  return isAbsent(wire[key]) ? undefined : decodeIdentifier(wire[key], `${path}.${key}`);
}

function readFlag(model: WireRecord, key: string, path: string): boolean {
  const value = model[key];
  if (typeof value !== 'boolean')
    throw new DecodeError(`${path}.${key}`, 'is neither true nor false');
  return value;
}

function readCloud(model: WireRecord, path: string): Cloud {
  const cloud = readString(model, 'cloud', path);
  if (cloud !== 'public' && cloud !== 'dod' && cloud !== 'gcch') {
    throw new DecodeError(`${path}.cloud`, 'is not a cloud that is known');
  }
  return cloud;
}
