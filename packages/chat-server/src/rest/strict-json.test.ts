import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStrictJson } from './strict-json.ts';

test.each([
  ['{"a":1,"a":2}', 'duplicate-key'],
  ['{"a":1,"\\u0061":2}', 'duplicate-key'],
  ['{"x":[{"a":1,"b":":","a":1}]}', 'duplicate-key'],
  ['{"__proto__":1,"__proto__":2}', 'duplicate-key'],
  ['[[[[]]]]', 'depth'],
  ['{"a":{"b":{"c":[]}}}', 'depth'],
  ['{"a":"\\ud800"}', 'text'],
  ['{"a":["\\udc00\\ud800"]}', 'text'],
  ['{"\\udfff":1}', 'text'],
  ['{"a":"x\\u0000"}', 'text'],
  ['{"x\\u0000":1}', 'text'],
  ['{"a":1,}', 'syntax'],
  ['', 'syntax'],
  ["{'a':1}", 'syntax'],
  ['{"a":NaN}', 'syntax'],
  ['{"a":1}{}', 'syntax'],
])('%s is refused: %s', (text, fault) => {
  expect(readStrictJson(text, 3)).toEqual({ fault });
});

test.each([
  '{"a":{"a":{"a":1}},"b":{"a":1}}',
  '[{"a":1},{"a":1}]',
  '{"a":"a","b":"a:{[\\"\\\\"}',
  '{"":1," ":2}',
  '"\\ud83d\\ude00"',
  ' {"a" : [ 1 , -2.5e3 , true , null ] } ',
])('%s is read as it is', (text) => {
  expect(readStrictJson(text, 3)).toEqual({ value: JSON.parse(text) });
});

test('__proto__ is a key like any other', () => {
  const result = readStrictJson('{"__proto__":{"isAdmin":true}}', 3);
  expect(result).toEqual({ value: JSON.parse('{"__proto__":{"isAdmin":true}}') });
  const value: unknown = 'value' in result ? result.value : undefined;
  expect(Object.keys(Object(value))).toEqual(['__proto__']);
  expect(Object(value)).not.toHaveProperty('isAdmin');
});

test('whatever can be stored comes back from its JSON', () => {
  const storable = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
  const { tie } = fc.letrec((part) => ({
    tie: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(null, true, 0.5),
      storable,
      fc.array(part('tie')),
      fc.dictionary(storable, part('tie')),
    ),
  }));
  fc.assert(
    fc.property(tie, (value) => {
      const text = JSON.stringify(value);
      expect(readStrictJson(text, 8)).toEqual({ value: JSON.parse(text) });
    }),
  );
});

test('64 KB of brackets, quotes or backslashes take no time to speak of', () => {
  for (const unit of ['[', '"\\', '{"a":', '\\"', '"":']) {
    const startedAt = performance.now();
    readStrictJson(unit.repeat(65_536 / unit.length), 8);
    readStrictJson(`["${unit.repeat(30_000)}"]`, 8);
    expect(performance.now() - startedAt).toBeLessThan(500);
  }
});
