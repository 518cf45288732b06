import { badRequest } from '../service-error.ts';
import { readObject, readOptionalString, readString } from './fields.ts';
import type { JsonObject } from './fields.ts';

const longestId = 256;

/** What the raw ids of Azure's clouds begin with. */
type CloudPrefixes = Readonly<Record<'public' | 'dod' | 'gcch', string>>;

const teamsUserPrefixes: CloudPrefixes = { public: '8:orgid:', dod: '8:dod:', gcch: '8:gcch:' };
const teamsAppPrefixes: CloudPrefixes = { public: '28:orgid:', dod: '28:dod:', gcch: '28:gcch:' };

/** The kinds of identifiers that the protocol nests under a name of their own, and how each gives a raw id. */
const rawIdReaders: Readonly<Record<string, (model: JsonObject) => string>> = {
  communicationUser: (model) => readString(model, 'id', longestId),
  phoneNumber: (model) => `4:${readString(model, 'value', longestId)}`,
  microsoftTeamsUser: (model) => {
    const userId = readString(model, 'userId', longestId);
    const isVisitor = readOptionalBoolean(model, 'isAnonymous') ?? false;
    const prefix = readPrefix(model, teamsUserPrefixes);
    return `${isVisitor ? '8:teamsvisitor:' : prefix}${userId}`;
  },
  microsoftTeamsApp: (model) =>
    `${readPrefix(model, teamsAppPrefixes)}${readString(model, 'appId', longestId)}`,
};

/**
 * The raw id of any kind of identifier: of the one model that it nests, else its `rawId`. `kind`, which clients do
 * not send, is not looked at.
 * @throws BadRequest when it nests more than one model, or there is no id.
 */
export function readIdentifier(value: unknown): string {
  const identifier = readObject(value, 'The communication identifier');
  const rawId = readOptionalString(identifier, 'rawId', longestId);
  const kinds = Object.keys(rawIdReaders).filter((kind) => (identifier[kind] ?? null) !== null);
  if (kinds.length > 1) {
    throw badRequest(
      `A communication identifier names one of ${Object.keys(rawIdReaders).join(', ')}, and this one names ${kinds.join(' and ')}. Nothing was done.`,
    );
  }
  const [kind] = kinds;
  const read = kind === undefined ? undefined : rawIdReaders[kind];
  if (kind === undefined || read === undefined) return requireId(rawId);
  const model = readObject(identifier[kind], `"${kind}"`);
  const id = read(model);
  // Teams and phone identifiers may carry a raw id that says more than their model does.
  return requireId(kind === 'communicationUser' ? id : rawId || id);
}

function requireId(rawId: string | undefined): string {
  if (rawId === undefined || rawId === '') {
    throw badRequest(
      'A communication identifier needs "communicationUser.id" or "rawId". Nothing was done.',
    );
  }
  return rawId;
}

function readPrefix(model: JsonObject, prefixes: CloudPrefixes): string {
  const cloud = readOptionalString(model, 'cloud') ?? 'public';
  if (cloud === 'public' || cloud === 'dod' || cloud === 'gcch') return prefixes[cloud];
  throw badRequest('"cloud" must be "public", "dod" or "gcch". Nothing was done.');
}

function readOptionalBoolean(model: JsonObject, key: string): boolean | undefined {
  const value = model[key] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw badRequest(`"${key}" must be true or false. Nothing was done.`);
}
