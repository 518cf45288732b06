import type { ChatBehaviours } from '../behaviours.ts';
import { limits } from '../limits.ts';
import { badRequest, payloadTooLarge } from '../service-error.ts';
import type { RetentionPolicy, StringRecord } from '../storage/rows.ts';
import { assertMetadataFits } from '../domain/metadata.ts';

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

/** The text of a message. @throws PayloadTooLarge above 28,000 bytes of UTF-8, or what else a behaviour has counted. */
export function checkContent(content: string, { contentCountedIn }: ChatBehaviours): string {
  const isInBytes = contentCountedIn === 'utf8-bytes';
  const size = isInBytes ? encoder.encode(content).length : content.length;
  if (size > limits.contentBytes) {
    throw payloadTooLarge(
      `The message has ${size} ${isInBytes ? 'bytes' : 'characters'} and the service takes ${limits.contentBytes}, so it was not stored. Shorten it or send it in parts.`,
    );
  }
  return content;
}

/** Metadata of a new thing. */
export function readMetadata(object: JsonObject, maxBytes: number, maxKeys?: number): StringRecord {
  const patch = readMetadataPatch(object, maxBytes, maxKeys) ?? {};
  const entries = Object.entries(patch).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return Object.fromEntries(entries);
}

/** Metadata of a change: `null` removes a key. `undefined` when the member is missing. */
export function readMetadataPatch(
  object: JsonObject,
  maxBytes: number,
  maxKeys?: number,
): Readonly<Record<string, string | null>> | undefined {
  const value = object['metadata'] ?? undefined;
  if (value === undefined) return undefined;
  const members = readObject(value, '"metadata"');
  const entries = Object.keys(members).map(
    (key) => [key, readOptionalString(members, key) ?? null] as const,
  );
  const patch = Object.fromEntries(entries);
  assertMetadataFits(patch, maxBytes, maxKeys);
  return patch;
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
