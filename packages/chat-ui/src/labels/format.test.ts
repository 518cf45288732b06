import { afterEach, describe, expect, it } from 'vitest';
import { createDayNumber, createFormat, type FormatOptions } from './format.ts';

const noon = Date.UTC(2026, 2, 11, 12);
const hour = 3_600_000;
const day = 24 * hour;

function formatAt(now: number, options: Partial<FormatOptions> = {}) {
  return createFormat({
    locale: 'en-GB',
    timeZone: 'UTC',
    today: 'Today',
    yesterday: 'Yesterday',
    now: () => now,
    ...options,
  });
}

describe('createFormat', () => {
  it('names the last two days, then the weekdays of this week, then dates', () => {
    const format = formatAt(noon);
    expect(format.day(noon - hour)).toBe('Today');
    expect(format.day(noon - day)).toBe('Yesterday');
    expect(format.day(noon - 2 * day)).toBe('Monday');
    expect(format.day(noon - 3 * day)).toMatch(/^Sunday,? 8 March$/u);
    expect(format.day(Date.UTC(2024, 0, 5))).toMatch(/^Friday,? 5 January 2024$/u);
  });

  it('shortens to one word or date in lists of threads', () => {
    const format = formatAt(noon);
    expect(format.relative(Date.UTC(2026, 2, 11, 9, 5))).toBe('09:05');
    expect(format.relative(noon - day)).toBe('Yesterday');
    expect(format.relative(noon - 2 * day)).toBe('Mon');
    expect(format.relative(noon - 3 * day)).toBe('8 Mar');
    expect(format.relative(Date.UTC(2024, 0, 5))).toBe('5 Jan 2024');
  });

  it('puts the day where the reader is, not where the machine is', () => {
    const lateEvening = Date.UTC(2026, 2, 10, 23, 30);
    expect(formatAt(noon).day(lateEvening)).toBe('Yesterday');
    expect(formatAt(noon, { timeZone: 'Asia/Seoul' }).day(lateEvening)).toBe('Today');
    expect(formatAt(noon, { timeZone: 'Asia/Seoul' }).time(lateEvening)).toBe('08:30');
  });

  it('shows a date in the future as a date, for clocks that are wrong', () => {
    expect(formatAt(noon).day(noon + 2 * day)).toMatch(/^Friday,? 13 March$/u);
  });

  it('writes in the language of the reader', () => {
    const format = formatAt(noon, { locale: 'de-DE' });
    expect(format.day(noon - 2 * day)).toBe('Montag');
    expect(format.number(1234)).toBe('1.234');
  });

  it('falls back to English and the zone of the device for settings that do not exist', () => {
    const format = formatAt(noon, { locale: 'not a locale', timeZone: 'Nowhere/Town' });
    expect(format.day(noon)).toBe('Today');
    expect(format.time(noon)).toMatch(/\d:\d\d/u);
  });

  it('shows nothing for a time that is not one', () => {
    const format = formatAt(noon);
    expect(format.time(Number.NaN)).toBe('');
    expect(format.day(Number.NaN)).toBe('');
    expect(format.relative(Number.POSITIVE_INFINITY)).toBe('');
  });
});

describe('the hours of the day', () => {
  const evening = Date.UTC(2026, 2, 11, 21, 5);
  const midnight = Date.UTC(2026, 2, 11);

  it('read as usual in the locale', () => {
    expect(formatAt(noon).time(evening)).toBe('21:05');
    expect(formatAt(noon, { locale: 'en-US' }).time(evening)).toMatch(/^9:05\sPM$/u);
    expect(formatAt(noon, { locale: 'de' }).time(evening)).toBe('21:05');
  });

  it('read as the reader chose, alone and beside a date', () => {
    const american = formatAt(noon, { locale: 'en-US', hourCycle: 'h23' });
    expect(american.time(evening)).toBe('21:05');
    expect(american.time(midnight)).toBe('00:00');
    expect(american.relative(midnight)).toBe('00:00');
    expect(american.dateTime(evening)).toMatch(/21:05$/u);
    const british = formatAt(noon, { hourCycle: 'h12' });
    expect(british.time(evening)).toMatch(/^0?9:05\spm$/iu);
    expect(british.time(midnight)).toMatch(/^12:00\sam$/iu);
  });

  it('read as usual in the locale when the choice does not exist', () => {
    // As JavaScript without types might pass it.
    const format = formatAt(noon, { hourCycle: 'h99' as 'h12' });
    expect(format.time(evening)).toBe('21:05');
  });

  it('follow the clock of the zone across its changes', () => {
    const format = formatAt(noon, { timeZone: 'America/New_York', hourCycle: 'h12' });
    expect(format.time(Date.UTC(2026, 2, 8, 6, 30))).toMatch(/^0?1:30\sam$/iu);
    expect(format.time(Date.UTC(2026, 2, 8, 7, 30))).toMatch(/^0?3:30\sam$/iu);
  });
});

describe('the present week', () => {
  const weekdaysBack = (options: Partial<FormatOptions>, now = noon): string[] =>
    [2, 3, 4, 5, 6, 7]
      .map((days) => formatAt(now, options).relative(now - days * day))
      .filter((text) => !/\d/u.test(text));

  it('begins where the locale begins it', () => {
    expect(weekdaysBack({ locale: 'en-GB' })).toEqual(['Mon']);
    expect(weekdaysBack({ locale: 'en-US' })).toEqual(['Mon', 'Sun']);
    expect(weekdaysBack({ locale: 'ar-EG-u-nu-latn' })).toHaveLength(3);
  });

  it.each([
    [1, ['Mon']],
    [2, []],
    [3, []],
    [4, ['Mon', 'Sun', 'Sat', 'Fri', 'Thu']],
    [5, ['Mon', 'Sun', 'Sat', 'Fri']],
    [6, ['Mon', 'Sun', 'Sat']],
    [7, ['Mon', 'Sun']],
  ] as const)('begins with day %s on a Wednesday when the reader says so', (first, days) => {
    expect(weekdaysBack({ firstDayOfWeek: first })).toEqual(days);
  });

  it('holds no earlier day when it has just begun, and six when it ends', () => {
    const monday = noon - 2 * day;
    expect(weekdaysBack({ firstDayOfWeek: 1 }, monday)).toEqual([]);
    expect(weekdaysBack({ firstDayOfWeek: 2 }, monday)).toHaveLength(5);
    expect(formatAt(monday, { firstDayOfWeek: 2 }).day(monday - 6 * day)).toBe('Tuesday');
  });

  it('begins with Sunday on day 0, as in JavaScript’s own count, and has no days at all for what is no day', () => {
    // As JavaScript without types might pass them.
    const days = (first: unknown): string[] => weekdaysBack({ firstDayOfWeek: first as 1 });
    expect(days(0)).toEqual(['Mon', 'Sun']);
    expect(days('7')).toEqual(['Mon', 'Sun']);
    expect(days(null)).toEqual(['Mon']);
    expect(days(Number.NaN)).toEqual([]);
    expect(days('Monday')).toEqual([]);
  });

  it('begins where the reader is, also in a week in which the clock changes', () => {
    const zone = 'Europe/Berlin';
    // Monday 30 March 2026, half past midnight in Berlin: the clock changed the night before.
    const now = Date.UTC(2026, 2, 29, 22, 30);
    const tuesdayLater = now + 2 * day;
    const options = { timeZone: zone, firstDayOfWeek: 1 } as const;
    expect(formatAt(now, options).day(now)).toBe('Today');
    expect(formatAt(now, options).day(now - 2 * day)).toMatch(
      /^Friday,? 27 March$|^Saturday,? 28/u,
    );
    expect(formatAt(tuesdayLater, options).day(now)).toBe('Monday');
    expect(formatAt(tuesdayLater, { ...options, timeZone: 'UTC' }).day(now)).toMatch(
      /^Sunday,? 29 March$/u,
    );
  });
});

describe('an engine that knows no weeks', () => {
  const kept = ['getWeekInfo', 'weekInfo'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(Intl.Locale.prototype, name)] as const,
  );
  afterEach(() => {
    for (const [name, descriptor] of kept) {
      if (descriptor === undefined) Reflect.deleteProperty(Intl.Locale.prototype, name);
      else Object.defineProperty(Intl.Locale.prototype, name, descriptor);
    }
  });
  const replace = (name: string, value: unknown): void => {
    Object.defineProperty(Intl.Locale.prototype, name, { value, configurable: true });
  };

  it('begins them on Monday', () => {
    replace('getWeekInfo', undefined);
    replace('weekInfo', undefined);
    const format = formatAt(noon, { locale: 'en-US' });
    expect(format.relative(noon - 2 * day)).toBe('Mon');
    expect(format.relative(noon - 3 * day)).toBe('Mar 8');
    expect(formatAt(noon, { locale: 'en-US', firstDayOfWeek: 7 }).relative(noon - 3 * day)).toBe(
      'Sun',
    );
  });

  it('is asked by the method where there is one, else by the getter', () => {
    replace('weekInfo', { firstDay: 6 });
    replace('getWeekInfo', undefined);
    expect(formatAt(noon).relative(noon - 4 * day)).toBe('Sat');
    replace('getWeekInfo', () => ({ firstDay: 5 }));
    expect(formatAt(noon).relative(noon - 5 * day)).toBe('Fri');
  });
});

describe('createDayNumber', () => {
  it('counts whole days across a change of the clock', () => {
    const dayNumber = createDayNumber('Europe/Berlin');
    const before = Date.UTC(2026, 2, 28, 12);
    expect(dayNumber(Date.UTC(2026, 2, 29, 12)) - dayNumber(before)).toBe(1);
    expect(dayNumber(Date.UTC(2026, 2, 30, 12)) - dayNumber(before)).toBe(2);
  });
});
