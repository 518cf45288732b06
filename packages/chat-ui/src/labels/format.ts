/**
 * Turns times (milliseconds since 1970, UTC) into text for the reader's language and time zone.
 * One object lives as long as locale, zone and the present day stay the same, and keeps its `Intl` formatters.
 */
export interface Format {
  /** BCP 47 tag of the reader's language, as it was given. */
  readonly locale: string;
  /** Label of a day: Today, Yesterday, the weekday within the present week, else the date. */
  readonly day: (ms: number) => string;
  /** Time of day, such as 09:41. */
  readonly time: (ms: number) => string;
  /** Short label for a list of threads: time today, Yesterday, short weekday within the present week, short date. */
  readonly relative: (ms: number) => string;
  /** Full date and time, for tooltips and for assistive technology. */
  readonly dateTime: (ms: number) => string;
  /** A whole number with the language's digits and separators. */
  readonly number: (value: number) => string;
  /** Size of a file, such as 186 kB. */
  readonly bytes: (value: number) => string;
  /** IANA zone in which days begin and end. Absent: the zone of this device. */
  readonly timeZone: string | undefined;
}

/** `h12`: 1 to 12 with AM and PM. `h23`: 0 to 23. */
export type HourCycle = 'h12' | 'h23';

/** Monday is 1, Sunday is 7. */
export type FirstDayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What `createFormat` needs to know about the reader. */
export interface FormatOptions {
  /** BCP 47 tag, such as `en-GB`. */
  readonly locale: string;
  /** IANA zone, such as `Asia/Seoul`. Absent: the zone of this device. */
  readonly timeZone?: string | undefined;
  /** Absent: as usual in the locale. */
  readonly hourCycle?: HourCycle | undefined;
  /** Absent: as usual in the locale. */
  readonly firstDayOfWeek?: FirstDayOfWeek | undefined;
  readonly today: string;
  readonly yesterday: string;
  /** The present time in milliseconds. */
  readonly now: () => number;
}

/**
 * Makes the formatters of one reader. An unknown locale or time zone falls back to English and to the zone of this
 * device, an unknown hour cycle to that of the locale: a wrong setting must not take the whole chat down.
 */
export function createFormat(options: FormatOptions): Format {
  const locale = supportedLocale(options.locale);
  const timeZone = supported('timeZone', options.timeZone);
  const hourCycle = supported('hourCycle', options.hourCycle);
  const firstDay = options.firstDayOfWeek ?? firstDayIn(locale);
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const format = (ms: number, parts: Intl.DateTimeFormatOptions): string => {
    if (!isTime(ms)) return '';
    const key = JSON.stringify(parts);
    let formatter = formatters.get(key);
    if (formatter === undefined) {
      formatter = new Intl.DateTimeFormat(locale, { ...parts, timeZone, hourCycle });
      formatters.set(key, formatter);
    }
    return formatter.format(ms);
  };
  const numbers = new Intl.NumberFormat(locale);
  const dayNumber = createDayNumber(timeZone);

  const isThisYear = (ms: number): boolean =>
    format(ms, { year: 'numeric' }) === format(options.now(), { year: 'numeric' });
  const dayLabel = (
    ms: number,
    today: string,
    weekday: 'long' | 'short',
    parts: Intl.DateTimeFormatOptions,
  ): string => {
    const present = dayNumber(options.now());
    const days = present - dayNumber(ms);
    if (days === 0) return today;
    if (days === 1) return options.yesterday;
    if (days > 1 && days <= daysIntoWeek(present, firstDay)) return format(ms, { weekday });
    return format(ms, isThisYear(ms) ? parts : { ...parts, year: 'numeric' });
  };

  return {
    locale: options.locale,
    timeZone,
    time: (ms) => format(ms, timeParts),
    dateTime: (ms) => format(ms, { dateStyle: 'full', timeStyle: 'short' }),
    number: (value) => numbers.format(value),
    bytes: (value) => formatBytes(locale, value),
    day: (ms) => dayLabel(ms, options.today, 'long', dateParts),
    relative: (ms) => dayLabel(ms, format(ms, timeParts), 'short', shortDateParts),
  };
}

const byteUnits = ['', 'kilo', 'mega', 'giga'] as const;

function formatBytes(locale: string, value: number): string {
  const power = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
  const options = {
    style: 'unit',
    unit: `${byteUnits[power] ?? ''}byte`,
    unitDisplay: 'short',
    maximumSignificantDigits: 3,
  } as const;
  return new Intl.NumberFormat(locale, options).format(value / 1000 ** power);
}

const timeParts: Intl.DateTimeFormatOptions = { timeStyle: 'short' };
const dateParts: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
const shortDateParts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

/**
 * Makes a function that gives the calendar day of a time in `timeZone` as a whole number. Days differ by exactly 1
 * from one to the next, also where a clock change makes a day of 23 or 25 hours.
 */
export function createDayNumber(timeZone: string | undefined): (ms: number) => number {
  // American English without options is month/day/year, in digits.
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone: supported('timeZone', timeZone) });
  return (ms) => {
    if (!isTime(ms)) return Number.NaN;
    const [month = 1, day = 1, year = 1970] = formatter.format(ms).split('/').map(Number);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
}

function supportedLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The value of an option, unless the engine refuses it. */
function supported<Name extends 'timeZone' | 'hourCycle'>(
  name: Name,
  value: Intl.DateTimeFormatOptions[Name],
): Intl.DateTimeFormatOptions[Name] {
  try {
    Intl.DateTimeFormat('en', { [name]: value });
    return value;
  } catch {
    return undefined;
  }
}

/** Whether these milliseconds are within what a `Date` can hold. */
function isTime(ms: number): boolean {
  return Math.abs(ms) <= 8.64e15;
}

interface WeekInfo {
  readonly firstDay: number;
}

/** Not in TypeScript's library yet. Older engines have the getter in place of the method, some have neither. */
interface LocaleWithWeek extends Intl.Locale {
  readonly getWeekInfo?: () => WeekInfo;
  readonly weekInfo?: WeekInfo;
}

function firstDayIn(locale: string): number {
  const known: LocaleWithWeek = new Intl.Locale(locale);
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

/** How many days of the present week are over. `day` as `createDayNumber` counts: day 0 was a Thursday. */
function daysIntoWeek(day: number, firstDay: number): number {
  return (day + 11 - firstDay) % 7;
}
