import { DecodeError } from './errors.ts';
import { isText } from './is-text.ts';

/** A JSON object whose fields are not known yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/**
 * Reads a JSON value: an answer, or a part of one → the SDK's model.
 *
 * @param path - Where the value stands: the method or event, then the way to it.
 * @throws DecodeError when it is not in the protocol.
 */
export type Read<Value> = (value: unknown, path: string) => Value;

/** The reader of a field; after the field's name on the wire, where the model gives it another. */
type Field<Value> = Read<Value> | readonly [wireName: string, read: Read<Value>];

/** The reader of each field of a model. One that gives `undefined` leaves the field out, which only optional fields allow. */
export type Fields<Model> = {
  readonly [Key in keyof Model]-?: Field<
    object extends Pick<Model, Key> ? Model[Key] | undefined : Model[Key]
  >;
};

/**
 * Creates the reader of a model from the readers of its fields. Other fields of the wire are passed on as they are, so that what a newer
 * service adds reaches the app.
 */
export function readFields<Model extends object>(
  description: Fields<Model>,
  keepsOthers = true,
): Read<Model> {
  const fields = Object.entries<Field<unknown>>(description).map(([name, field]) => {
    const [key, read] = typeof field === 'function' ? [name, field] : field;
    return { name, key, read };
  });
  // Under a name of the model, a field could pass for one that was read; as the prototype, it would become it.
  const known = new Set(['__proto__', ...fields.flatMap(({ name, key }) => [name, key])]);
  return (value, path) => {
    const wire = readRecord(value, path);
    const prefix = path && `${path}.`;
    const model: Record<string, unknown> = {};
    for (const { name, key, read } of fields) {
      const item = read(wire[key], prefix && prefix + key);
      if (item !== undefined) model[name] = item;
    }
    // Every field of the model came from one of the wire, so when there are as many of them, none is left.
    if (keepsOthers && countFields(wire) > countFields(model)) {
      for (const key of Object.keys(wire)) if (!known.has(key)) model[key] = wire[key];
    }
    // The type of the description sees to it that every field has its reader.
    return model as Model;
  };
}

/** The same for a model that has no field but those that are described. */
export function readKnownFields<Model extends object>(description: Fields<Model>): Read<Model> {
  return readFields(description, false);
}

/** The reader of a list whose items `read` reads. */
export function readListOf<Item>(read: Read<Item>): Read<Item[]> {
  return (value, path) =>
    readList(value, path).map((item, index) => read(item, path && `${path}[${index}]`));
}

/** The reader of a field that has the value of `create` when it is absent or `null`. */
export function readOr<Value, Other>(read: Read<Value>, create: () => Other): Read<Value | Other> {
  return (value, path) => (value == null ? create() : read(value, path));
}

/** The reader of a field that is left out when it is absent or `null`. */
export function readOptional<Value>(read: Read<Value>): Read<Value | undefined> {
  return (value, path) => (value == null ? undefined : read(value, path));
}

/** @throws DecodeError when the value that stands at `path` is not as expected. */
export function check(isRight: boolean, path: string, expected: string): asserts isRight {
  if (!isRight) throw new DecodeError(path, `is not ${expected}`);
}

/** Reads an object. */
export function readRecord(value: unknown, path: string): WireRecord {
  check(isRecord(value), path, 'an object');
  return value;
}

/** Reads a list, whatever is in it. */
export function readList(value: unknown, path: string): readonly unknown[] {
  check(Array.isArray(value), path, 'a list');
  return value;
}

/**
 * Reads text. Of a type that lists the texts that are known, any is passed on, as in the official client: a newer service may know more,
 * though the type does not say so.
 */
export function readText<Text extends string>(value: unknown, path: string): Text {
  check(isText(value), path, 'text');
  return value as Text;
}

/** Reads `true` or `false`. */
export function readFlag(value: unknown, path: string): boolean {
  check(typeof value === 'boolean', path, 'true or false');
  return value;
}

/** Reads an integer that is exact. */
export function readInteger(value: unknown, path: string): number {
  check(Number.isSafeInteger(value), path, 'an integer');
  return Number(value);
}

/** Reads a date. They are written as RFC 3339, with up to seven digits of a second. */
export function readDate(value: unknown, path: string): Date {
  // `Date` itself makes a date of almost any text, "7" for instance.
  const date = new Date(isText(value) && value[4] === '-' ? value : '');
  check(!Number.isNaN(date.getTime()), path, 'a date');
  return date;
}

/** Reads an object whose values are text. */
export function readStrings(value: unknown, path: string): Record<string, string> {
  const wire = readRecord(value, path);
  for (const key in wire) check(isText(wire[key]), path, 'an object of texts');
  // The checks say so.
  return wire as Record<string, string>;
}

/** Whether a JSON value is an object, neither `null` nor an array. */
export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The number of fields of a JSON object. */
export function countFields(wire: WireRecord): number {
  return Object.keys(wire).length;
}

/** Whether a JSON value is the name of something in `table`. */
export function isKeyOf<Table extends object>(
  value: unknown,
  table: Table,
): value is keyof Table & string {
  return isText(value) && Object.hasOwn(table, value);
}
