import { limits } from '../limits.ts';
import { badRequest, payloadTooLarge } from '../service-error.ts';
import type { RetentionPolicy, StringRecord } from '../storage/rows.ts';
import { assertMetadataFits } from '../domain/metadata.ts';
import type { NewParticipant } from '../domain/participants.ts';

/** A JSON object whose members have not been checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

const encoder = new TextEncoder();

/** @throws BadRequest when the value is not a JSON object. */
export function readObject(value: unknown, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(`${name} must be a JSON object. Nothing was done.`);
  }
  // Just checked: an object that is no array.
  return value as JsonObject;
}

/** A string member, or `undefined` when it is missing or null. */
export function readOptionalString(
  object: JsonObject,
  key: string,
  maxLength: number = Infinity,
): string | undefined {
  const value = object[key] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badRequest(`"${key}" must be a string. Nothing was done.`);
  // The pattern matches half a surrogate pair, which is no character and cannot be stored as UTF-8.
  if (value.includes('\0') || /\p{Surrogate}/u.test(value)) {
    throw badRequest(
      `"${key}" holds a character that is not valid Unicode text. Nothing was done.`,
    );
  }
  if (value.length > maxLength) {
    throw badRequest(
      `"${key}" is longer than ${maxLength} characters. Nothing was done; shorten it.`,
    );
  }
  return value;
}

/** A string member that must be there. */
export function readString(object: JsonObject, key: string, maxLength?: number): string {
  const value = readOptionalString(object, key, maxLength);
  if (value === undefined) throw badRequest(`"${key}" is required. Nothing was done.`);
  return value;
}

/** The text of a message. @throws PayloadTooLarge above 28,000 bytes of UTF-8. */
export function checkContent(content: string): string {
  const bytes = encoder.encode(content).length;
  if (bytes > limits.contentBytes) {
    throw payloadTooLarge(
      `The message has ${bytes} bytes and the service takes ${limits.contentBytes}, so it was not stored. Shorten it or send it in parts.`,
    );
  }
  return content;
}

/** Metadata of a new thing. */
export function readMetadata(object: JsonObject, maxBytes: number): StringRecord {
  const patch = readMetadataPatch(object, maxBytes) ?? {};
  const entries = Object.entries(patch).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return Object.fromEntries(entries);
}

/** Metadata of a change: `null` removes a key. `undefined` when the member is missing. */
export function readMetadataPatch(
  object: JsonObject,
  maxBytes: number,
): Readonly<Record<string, string | null>> | undefined {
  const value = object['metadata'] ?? undefined;
  if (value === undefined) return undefined;
  const members = readObject(value, '"metadata"');
  const entries = Object.keys(members).map(
    (key) => [key, readOptionalString(members, key) ?? null] as const,
  );
  const patch = Object.fromEntries(entries);
  assertMetadataFits(patch, maxBytes);
  return patch;
}

/** An RFC 3339 date as milliseconds, or `undefined` when it is missing. */
export function readOptionalDate(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const isDate = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text);
  const ms = isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) {
    throw badRequest(
      `"${name}" must be an RFC 3339 date such as 2026-01-31T12:00:00Z. Nothing was done.`,
    );
  }
  return ms;
}

/** The raw id in an identifier object: that of the kind it names, else `rawId`. */
export function readIdentifier(value: unknown): string {
  const identifier = readObject(value, 'The communication identifier');
  const user = identifier['communicationUser'] ?? undefined;
  const rawId =
    user === undefined
      ? readOptionalString(identifier, 'rawId', 256)
      : readOptionalString(readObject(user, '"communicationUser"'), 'id', 256);
  if (rawId === undefined || rawId === '') {
    throw badRequest(
      'A communication identifier needs "communicationUser.id" or "rawId". Nothing was done.',
    );
  }
  return rawId;
}

/** The people in a create or add request. */
export function readParticipants(object: JsonObject): NewParticipant[] {
  const value = object['participants'] ?? [];
  if (!Array.isArray(value)) throw badRequest('"participants" must be an array. Nothing was done.');
  if (value.length > limits.participantBatch) {
    throw badRequest(
      `"participants" holds more than ${limits.participantBatch} people, so nobody was added. Add them in several requests.`,
    );
  }
  return value.map((item: unknown) => {
    const person = readObject(item, 'A participant');
    const date = readOptionalString(person, 'shareHistoryTime');
    return {
      userId: readIdentifier(person['communicationIdentifier']),
      displayName: readOptionalString(person, 'displayName', limits.displayNameLength) ?? null,
      shareHistoryTime: readOptionalDate(date, 'shareHistoryTime') ?? null,
      metadata: readMetadata(person, limits.threadMetadataBytes),
    };
  });
}

/** How long a thread is kept: Azure allows 30 to 90 days, or no policy. */
export function readRetentionPolicy(object: JsonObject): RetentionPolicy | undefined {
  const value = object['retentionPolicy'] ?? undefined;
  if (value === undefined) return undefined;
  const policy = readObject(value, '"retentionPolicy"');
  const days = policy['deleteThreadAfterDays'];
  if (policy['kind'] === 'none') return { kind: 'none' };
  const isDays = typeof days === 'number' && Number.isInteger(days) && days >= 30 && days <= 90;
  if (policy['kind'] === 'threadCreationDate' && isDays) {
    return { kind: 'threadCreationDate', deleteThreadAfterDays: days };
  }
  throw badRequest(
    '"retentionPolicy" must be {"kind":"none"} or {"kind":"threadCreationDate","deleteThreadAfterDays":30…90}. Nothing was done.',
  );
}
