import type { Observation } from './observe.ts';

/** An observation in a form in which two that mean the same are equal. */
export interface Comparable {
  readonly requests: readonly unknown[];
  readonly value?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly notes: readonly unknown[];
}

/** Both sides of a case, ready to be compared strictly. */
export interface Pair {
  readonly official: Comparable;
  readonly ours: Comparable;
}

/** Both sides as they are, but for the values of chance. */
export function pairUp(official: Observation, ours: Observation): Pair {
  return { official: describe(official), ours: describe(ours) };
}

/**
 * Takes away what differs in nearly every case. Each of these things is a deliberate difference too, with `isEqualised` in the list, and
 * has cases that look at it without this function.
 */
export function equalise({ official, ours }: Pair): Pair {
  return {
    official: {
      requests: official.requests.map(dropAgent),
      notes: official.notes.map(dropUndefined),
      ...('value' in official ? { value: dropUndefined(official.value) } : {}),
      ...(official.error === undefined ? {} : { error: gatherDetails(official.error) }),
    },
    ours: {
      ...ours,
      requests: ours.requests.map(dropAgent),
      ...(ours.error === undefined
        ? {}
        : { error: dropOwnFields(gatherDetails(ours.error), official.error) }),
    },
  };
}

function describe(observed: Observation): Comparable {
  const { requests, outcome, notes } = observed;
  const described = { requests: describeRequests(requests), notes };
  return 'error' in outcome
    ? { ...described, error: describeError(outcome.error) }
    : { ...described, value: outcome.value };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function describeRequests(requests: Observation['requests']): Fields[] {
  const uuids: string[] = [];
  const nameUuid = (value: string): string => {
    if (!uuid.test(value)) return value;
    if (!uuids.includes(value)) uuids.push(value);
    // Chance makes each another one, so what is compared is where the same one comes again.
    return `UUID ${uuids.indexOf(value)}`;
  };
  return requests.map(({ headers, ...request }) => ({
    ...request,
    headers: mapFields(
      headers,
      (value) => nameUuid(String(value)),
      (name) => name.toLowerCase(),
    ),
  }));
}

function describeError(error: unknown): Fields {
  // Two classes that know nothing of each other are compared, so their fields are read by name.
  const { name, code, statusCode, details, request, response } = readFields(error);
  const { url, method } = readFields(request);
  const { status, bodyAsText } = readFields(response);
  const isError = error instanceof Error;
  const fields = { isError, name, code, statusCode, details, url, method, status, bodyAsText };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Names of the client and of what it can unpack. */
const agentHeaders = ['user-agent', 'x-ms-useragent', 'accept-encoding'];

function dropAgent(request: unknown): unknown {
  const { headers, ...rest } = readFields(request);
  const kept = Object.entries(readFields(headers)).filter(([name]) => !agentHeaders.includes(name));
  return { ...rest, headers: Object.fromEntries(kept) };
}

/** The service's error, wherever the details have it. */
function gatherDetails({ details, ...error }: Fields): Fields {
  const said = readFields(details)['error'] ?? readFields(readFields(details)['body'])['error'];
  if (typeof said !== 'object' || said === null) return error;
  return { ...error, details: mapFields(said, renameInner, nameInner) };
}

function renameInner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameInner);
  return typeof value === 'object' && value !== null
    ? mapFields(value, renameInner, nameInner)
    : value;
}

function nameInner(name: string): string {
  return name === 'innererror' ? 'innerError' : name;
}

/** Ours gives a code, an answer and the like also where the official client gives none. */
function dropOwnFields(ours: Fields, official: Fields | undefined): Fields {
  if (official === undefined) return ours;
  const isOwn = (name: string): boolean => name === 'code' && !(name in official);
  return Object.fromEntries(Object.entries(ours).filter(([name]) => !isOwn(name)));
}

type Fields = Readonly<Record<string, unknown>>;

function readFields(value: unknown): Fields {
  // What has fields can be read like this; what has none becomes an object without any.
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function mapFields(
  fields: object,
  mapValue: (value: unknown) => unknown,
  mapName: (name: string) => string,
): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [mapName(name), mapValue(value)]),
  );
}

/** The same without keys whose value is `undefined`, however deep. */
function dropUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropUndefined);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, dropUndefined(field)]),
  );
}
