import { describe, expect, it } from 'vitest';
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
  it('names the last two days, then weekdays, then dates', () => {
    const format = formatAt(noon);
    expect(format.day(noon - hour)).toBe('Today');
    expect(format.day(noon - day)).toBe('Yesterday');
    expect(format.day(noon - 2 * day)).toBe('Monday');
    expect(format.day(noon - 6 * day)).toBe('Thursday');
    expect(format.day(noon - 7 * day)).toMatch(/^Wednesday,? 4 March$/u);
    expect(format.day(Date.UTC(2024, 0, 5))).toMatch(/^Friday,? 5 January 2024$/u);
  });

  it('shortens to one word or date in lists of threads', () => {
    const format = formatAt(noon);
    expect(format.relative(Date.UTC(2026, 2, 11, 9, 5))).toBe('09:05');
    expect(format.relative(noon - day)).toBe('Yesterday');
    expect(format.relative(noon - 3 * day)).toBe('Sun');
    expect(format.relative(noon - 8 * day)).toBe('3 Mar');
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

describe('createDayNumber', () => {
  it('counts whole days across a change of the clock', () => {
    const dayNumber = createDayNumber('Europe/Berlin');
    const before = Date.UTC(2026, 2, 28, 12);
    expect(dayNumber(Date.UTC(2026, 2, 29, 12)) - dayNumber(before)).toBe(1);
    expect(dayNumber(Date.UTC(2026, 2, 30, 12)) - dayNumber(before)).toBe(2);
  });
});
