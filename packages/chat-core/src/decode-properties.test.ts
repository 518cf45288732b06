import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  decodeAddParticipantsResult,
  decodeCreateThreadResult,
  decodeMessage,
  decodePage,
  decodeParticipant,
  decodeReadReceipt,
  decodeSendResult,
  decodeThreadItem,
  decodeThreadProperties,
  type Decode,
} from './decode.ts';
import { readIdentifier as decodeIdentifier } from './decode-identifier.ts';
import { DecodeError } from './errors.ts';
import {
  anyError,
  anyIdentifier,
  anyMessage,
  anyParticipant,
  anyReceipt,
  anyThread,
  anyThreadItem,
} from './test-support/model-arbitraries.ts';
import { writeIdentifier, writeWire } from './test-support/write-wire.ts';

const anyAddResult = fc.record(
  { invalidParticipants: fc.array(anyError) },
  { requiredKeys: [], noNullPrototype: true },
);
const anyCreateResult = fc.record(
  { chatThread: anyThread, invalidParticipants: fc.array(anyError) },
  { requiredKeys: [], noNullPrototype: true },
);

const models: readonly (readonly [string, fc.Arbitrary<object>, Decode<object>])[] = [
  ['a message', anyMessage, decodeMessage],
  ['a participant', anyParticipant, decodeParticipant],
  ['a thread', anyThread, decodeThreadProperties],
  ['a row of the thread list', anyThreadItem, decodeThreadItem],
  ['a read receipt', anyReceipt, decodeReadReceipt],
  ['a created thread', anyCreateResult, decodeCreateThreadResult],
  ['added participants with their errors', anyAddResult, decodeAddParticipantsResult],
  ['a sent message', fc.string().map((id) => ({ id })), decodeSendResult],
];

const decodeMessages: Decode<object> = (value, path) =>
  decodePage(value, path, decodeMessage, () => {});
const decoders = [...models.map(([, , decode]) => decode), decodeIdentifier, decodeMessages];

/** Names that mean something to JavaScript itself. Here they are data. */
const oddNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
const anyOthers = fc.dictionary(
  fc.oneof(
    fc.string().map((name) => `new ${name}`),
    fc.constantFrom(...oddNames),
  ),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 4, noNullPrototype: true },
);

describe.each(models)('%s', (_what, arbitrary, decode) => {
  test('comes out as it went in', () => {
    fc.assert(
      fc.property(arbitrary, (model) => {
        expect(decode(writeWire(model), 'answer')).toStrictEqual(model);
      }),
    );
  });

  test('keeps the fields that this version does not know, and its prototype', () => {
    fc.assert(
      fc.property(arbitrary, anyOthers, (model, others) => {
        const decoded = decode(parse({ ...writeWire(model), ...others }), 'answer');
        const { ['__proto__']: _dropped, ...kept } = others;
        // Unlike an expectation, it compares prototypes where "constructor" is data.
        expect(isDeepStrictEqual(decoded, { ...model, ...parse(kept) })).toBe(true);
      }),
    );
  });

  test('damaged anywhere, gives a model or a DecodeError that says where', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), fc.jsonValue({ maxDepth: 1 }), (model, place, junk) => {
        expectModelOrDecodeError(decode, damage(writeWire(model), place, junk));
      }),
    );
  });
});

test('an identifier of every kind comes out as it went in, also when the service does not say its kind', () => {
  fc.assert(
    fc.property(anyIdentifier, (identifier) => {
      const { kind, ...unsaid } = { kind: undefined, ...writeIdentifier(identifier) };
      expect(kind).toBe(identifier.kind);
      expect(decodeIdentifier({ kind, ...unsaid }, 'answer')).toStrictEqual(identifier);
      expect(decodeIdentifier(unsaid, 'answer')).toStrictEqual(identifier);
    }),
  );
});

test('a page gives every row that is right, in order, and one error for each that is not', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyMessage, fc.constant(null))), (rows) => {
      const errors: DecodeError[] = [];
      const value = rows.map((row) => row && writeWire(row));
      const page = decodePage({ value }, 'list', decodeMessage, (error) => errors.push(error));
      expect(page).toStrictEqual({
        items: rows.filter((row) => row !== null),
        nextLink: undefined,
      });
      expect(errors.map((error) => error.path)).toEqual(
        rows.flatMap((row, index) => (row === null ? [`list.value[${index}]`] : [])),
      );
    }),
  );
});

test('arbitrary JSON gives a model or a DecodeError', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const decode of decoders) expectModelOrDecodeError(decode, json);
    }),
    { numRuns: 500 },
  );
});

function expectModelOrDecodeError(decode: Decode<object>, json: unknown): void {
  try {
    expect(Object.getPrototypeOf(decode(json, 'answer'))).toBe(Object.prototype);
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError);
    // The line above says what it is.
    expect((error as DecodeError).path).toMatch(/^answer\b/);
  }
}

/** Puts `junk` in the place of one of the values in `json`, at whatever depth. */
function damage(json: unknown, place: number, junk: unknown): unknown {
  let count = 0;
  JSON.stringify(json, (_key, value: unknown) => {
    count += 1;
    return value;
  });
  const chosen = place % count;
  let seen = 0;
  return parse(json, (value) => (seen++ === chosen ? junk : value));
}

/** A copy by way of JSON, as an answer comes. */
function parse<Value>(value: Value, replace: (value: unknown) => unknown = (same) => same): Value {
  // Without a replacement it is the same.
  return JSON.parse(JSON.stringify(value, (_key, part: unknown) => replace(part))) as Value;
}
