import { DecodeError } from './errors.ts';

/** A JSON object whose fields are not known yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, neither `null` nor an array. */
export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws DecodeError when `value` is not an object. `path` says where it stands in the answer. */
export function readRecord(value: unknown, path: string): WireRecord {
  if (!isRecord(value)) throw new DecodeError(path, 'is not an object');
  return value;
}

/** @throws DecodeError when the field is not text. */
export function readString(record: WireRecord, key: string, path: string): string {
  const value = record[key];
  if (typeof value !== 'string') throw new DecodeError(`${path}.${key}`, 'is not text');
  return value;
}

/** @throws DecodeError when the field is there, but is not text. `null` counts as absent. */
export function readOptionalString(
  record: WireRecord,
  key: string,
  path: string,
): string | undefined {
  return isAbsent(record[key]) ? undefined : readString(record, key, path);
}

/** Dates are written as RFC 3339, with up to seven digits of a second. @throws DecodeError when the field is not one. */
export function readDate(record: WireRecord, key: string, path: string): Date {
  const value = record[key];
  const date = new Date(typeof value === 'string' && /^\d{4}-/.test(value) ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new DecodeError(`${path}.${key}`, 'is not a date');
  return date;
}

/** @throws DecodeError when the field is there, but is not a date. `null` counts as absent. */
export function readOptionalDate(record: WireRecord, key: string, path: string): Date | undefined {
  return isAbsent(record[key]) ? undefined : readDate(record, key, path);
}

/** @throws DecodeError when the field is not a list. */
export function readList(record: WireRecord, key: string, path: string): readonly unknown[] {
  const value = record[key];
  if (!Array.isArray(value)) throw new DecodeError(`${path}.${key}`, 'is not a list');
  return value;
}

/** @throws DecodeError when the field is there, but is not an object whose values are text. `null` counts as absent. */
export function readOptionalStrings(
  record: WireRecord,
  key: string,
  path: string,
): Record<string, string> | undefined {
  if (isAbsent(record[key])) return undefined;
  const entries = Object.entries(readRecord(record[key], `${path}.${key}`));
  const strings = entries.filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (strings.length < entries.length) {
    throw new DecodeError(`${path}.${key}`, 'has a value that is not text');
  }
  // Unlike an assignment, this makes "__proto__" an ordinary key.
  return Object.fromEntries(strings);
}

/** Whether a field has no value. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/**
 * The fields of `wire` that are not among `known`, as they are: what a newer service adds reaches the app. The prototype cannot be
 * reached through them.
 */
export function pickUnknownFields(wire: WireRecord, known: ReadonlySet<string>): WireRecord {
  const unknown: Record<string, unknown> = {};
  for (const key of Object.keys(wire)) {
    if (!known.has(key) && key !== '__proto__') unknown[key] = wire[key];
  }
  return unknown;
}

/** Leaves out the fields whose value is `undefined`: an absent optional is an absent key. */
export function omitUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const present: { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } = {};
  for (const key in fields) {
    // The comparison shows what the type of a single key's value cannot: it is not undefined.
    if (fields[key] !== undefined)
      present[key] = fields[key] as Exclude<(typeof fields)[typeof key], undefined>;
  }
  return present;
}
