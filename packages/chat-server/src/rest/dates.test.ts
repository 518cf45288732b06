import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from './dates.ts';

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1970-01-01t00:00:00z', 0],
  ['1970-01-01T01:00:00+01:00', 0],
  ['1969-12-31T18:30:00-05:30', 0],
  ['1970-01-01T00:00:00.5Z', 500],
  ['1970-01-01T00:00:00.1239999Z', 123],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['0000-01-01T00:00:00Z', -62_167_219_200_000],
  ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
])('%s is the date %i', (text, ms) => {
  expect(parseDate(text)).toBe(ms);
});

test.each([
  '',
  'yesterday',
  '0',
  '2026-01-31',
  '2026-01-31T12:00:00',
  '2026-01-31 12:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-13-10T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-32T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T12:60:00Z',
  '2026-01-31T12:00:60Z',
  '2026-01-31T12:00:00+24:00',
  '2026-01-31T12:00:00+01:60',
  '2026-01-31T12:00:00+0100',
  '2026-01-31T12:00:00.Z',
  '+002026-01-31T12:00:00Z',
  ' 2026-01-31T12:00:00Z',
  '2026-01-31T12:00:00Z\n',
  '9999-12-31T23:59:59-00:01',
  '0000-01-01T00:00:00+00:01',
  '2026-01-31T12:00:00Z0',
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});

test('every date that is printed is read again', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('0000-01-01T00:00:00Z'),
        max: new Date('9999-12-31T23:59:59.999Z'),
        noInvalidDate: true,
      }),
      (date) => {
        expect(parseDate(date.toISOString())).toBe(date.getTime());
        expect(parseDate(date.toISOString().replace('Z', '0000Z'))).toBe(date.getTime());
      },
    ),
  );
});
