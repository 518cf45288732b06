import { operations } from '../rest/operations.ts';
import type { OperationName } from '../rest/operations.ts';
import { ChatServiceError } from '../service-error.ts';
import type {
  ChatFaults,
  FaultDuration,
  FaultRule,
  FaultStatus,
  RealtimeFaultRule,
  RestFaultRule,
} from './chat-faults.ts';
import { isChatEventName } from './event-frames.ts';

/** A member of the plan with the way to it, such as `rules[2].ms`. */
interface Field {
  readonly path: string;
  readonly value: unknown;
}

const statuses: readonly FaultStatus[] = [401, 403, 429, 500, 502, 503, 504];
const timing = ['where', 'fault', 'after', 'times', 'probability'];

type RestFaultName = RestFaultRule['fault'];
type RealtimeFaultName = RealtimeFaultRule['fault'];

/** Members that a rule may have besides those of all rules, by what it does. */
const restMembers: Readonly<Record<RestFaultName, readonly string[]>> = {
  delay: ['ms'],
  'delay-response': ['ms'],
  'lose-request': [],
  status: ['status', 'retryAfterSeconds'],
  'lose-response': [],
  'truncate-body': [],
  'commit-then-503': ['retryAfterSeconds'],
};
const realtimeMembers: Readonly<Record<RealtimeFaultName, readonly string[]>> = {
  drop: [],
  duplicate: [],
  reorder: [],
  delay: ['ms'],
  cut: [],
  'half-open': [],
};

/**
 * Checks a fault plan that comes from outside, such as a parsed JSON file.
 *
 * @throws ChatServiceError `BadRequest` that names the first member that is wrong, such as `rules[2].ms`.
 */
export function readFaultPlan(json: unknown): ChatFaults {
  const plan = readMembers({ path: 'the plan', value: json }, ['seed', 'rules']);
  const seed = plan('seed');
  const rules = plan('rules');
  if (!Array.isArray(rules.value)) throw wrong(rules, 'must be an array of rules');
  return {
    ...(seed.value !== undefined && { seed: readNumber(seed, 0, Number.MAX_SAFE_INTEGER, true) }),
    rules: rules.value.map((value: unknown, index) => readRule({ path: `rules[${index}]`, value })),
  };
}

function readRule(field: Field): FaultRule {
  const any = readMembers(field, undefined);
  const where = readWord(any('where'), ['rest', 'realtime'] as const);
  return where === 'rest' ? readRestRule(field) : readRealtimeRule(field);
}

function readRestRule(field: Field): RestFaultRule {
  const fault = readWord(
    readMembers(field, undefined)('fault'),
    Object.keys(restMembers) as RestFaultName[], // the keys of a record are what its type says
  );
  const member = readMembers(field, [...timing, 'operations', ...restMembers[fault]]);
  const operationNames = new Set<string>(operations.map(({ name }) => name));
  const isOperation = (name: unknown): name is OperationName =>
    typeof name === 'string' && operationNames.has(name);
  const common = {
    where: 'rest',
    ...readTiming(member),
    ...(member('operations').value !== undefined && {
      operations: readNames(member('operations'), isOperation),
    }),
  } as const;
  switch (fault) {
    case 'delay':
    case 'delay-response':
      return { ...common, fault, ms: readDuration(member('ms')) };
    case 'status':
      return {
        ...common,
        fault,
        status: readWord(member('status'), statuses),
        ...readRetryAfter(member('retryAfterSeconds')),
      };
    case 'commit-then-503':
      return { ...common, fault, ...readRetryAfter(member('retryAfterSeconds')) };
    default:
      return { ...common, fault };
  }
}

function readRealtimeRule(field: Field): RealtimeFaultRule {
  const fault = readWord(
    readMembers(field, undefined)('fault'),
    Object.keys(realtimeMembers) as RealtimeFaultName[], // the keys of a record are what its type says
  );
  const member = readMembers(field, [...timing, 'events', ...realtimeMembers[fault]]);
  const common = {
    where: 'realtime',
    ...readTiming(member),
    ...(member('events').value !== undefined && {
      events: readNames(member('events'), isChatEventName),
    }),
  } as const;
  if (fault === 'delay') return { ...common, fault, ms: readDuration(member('ms')) };
  return { ...common, fault };
}

/** A reader of an object's members. With `known`, any other member is an error: it would do nothing. */
function readMembers(field: Field, known: readonly string[] | undefined): (key: string) => Field {
  const { path, value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(field, 'must be a JSON object');
  }
  const prefix = path.startsWith('rules') ? `${path}.` : '';
  const unknownKey = Object.keys(value).find((key) => known !== undefined && !known.includes(key));
  if (unknownKey !== undefined) {
    const choice = known?.filter((key) => key !== 'where').join(', ');
    throw wrong({ path: prefix + unknownKey, value }, `is not known here. Known are: ${choice}`);
  }
  const members = new Map<string, unknown>(Object.entries(value));
  return (key) => ({ path: prefix + key, value: members.get(key) });
}

function readTiming(member: (key: string) => Field) {
  const after = member('after');
  const times = member('times');
  const probability = member('probability');
  return {
    ...(after.value !== undefined && { after: readNumber(after, 0, 1e9, true) }),
    ...(times.value !== undefined && { times: readNumber(times, 0, 1e9, true) }),
    ...(probability.value !== undefined && { probability: readNumber(probability, 0, 1, false) }),
  };
}

function readRetryAfter(field: Field): { retryAfterSeconds?: number } {
  if (field.value === undefined) return {};
  return { retryAfterSeconds: readNumber(field, 0, 86_400, false) };
}

function readNames<Name>(field: Field, isName: (value: unknown) => value is Name): Name[] {
  if (!Array.isArray(field.value)) throw wrong(field, 'must be an array of names');
  return field.value.map((value: unknown, index) => {
    if (isName(value)) return value;
    throw wrong({ path: `${field.path}[${index}]`, value }, 'is a name that is not known here');
  });
}

function readDuration(field: Field): FaultDuration {
  const { path, value } = field;
  if (!Array.isArray(value)) return readNumber(field, 0, 3_600_000, false);
  const [least, most] = value.map((bound: unknown, index) =>
    readNumber({ path: `${path}[${index}]`, value: bound }, 0, 3_600_000, false),
  );
  if (value.length !== 2 || least === undefined || most === undefined || least > most) {
    throw wrong(field, 'must be a number of milliseconds, or the least and the most of them');
  }
  return [least, most];
}

function readNumber(field: Field, least: number, most: number, isWhole: boolean): number {
  const { value } = field;
  const isFit =
    typeof value === 'number' &&
    value >= least &&
    value <= most &&
    (!isWhole || Number.isInteger(value));
  if (isFit) return value;
  throw wrong(field, `must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`);
}

function readWord<Word extends string | number>(field: Field, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === field.value);
  if (word === undefined) throw wrong(field, `must be one of ${words.join(', ')}`);
  return word;
}

function wrong({ path }: Field, problem: string): ChatServiceError {
  const name = path.includes(' ') ? path : `"${path}"`;
  return new ChatServiceError(
    'BadRequest',
    `In the fault plan, ${name} ${problem}. No rule of the plan is in force; correct it.`,
  );
}
