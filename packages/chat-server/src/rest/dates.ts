import { badRequest } from '../service-error.ts';

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** 0000-01-01T00:00:00Z and 10000-01-01T00:00:00Z: what can be printed as RFC 3339 again lies between them. */
const earliest = -62_167_219_200_000;
const tooLate = 253_402_300_800_000;

/**
 * An RFC 3339 date as milliseconds since 1970, or `undefined` when the text is none: a day that its month does not
 * have is not a date. Digits after the millisecond are dropped. Leap seconds are not known.
 */
export function parseDate(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  const [fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = match.slice(7);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;

  const date = new Date(0);
  // `Date.UTC` would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second, Number(fraction.slice(1, 4).padEnd(3, '0')));

  const offsetMs = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000;
  const ms = date.getTime() - (sign === '-' ? -offsetMs : offsetMs);
  return ms >= earliest && ms < tooLate ? ms : undefined;
}

/** A date of a request as milliseconds since 1970, or `undefined` when it is missing. */
export function readOptionalDate(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDate(text);
  if (ms === undefined) {
    throw badRequest(
      `"${name}" must be an RFC 3339 date such as 2026-01-31T12:00:00Z. Nothing was done.`,
    );
  }
  return ms;
}
