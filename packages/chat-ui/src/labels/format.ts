/**
 * Turns times (milliseconds since 1970, UTC) into text for the reader's language and time zone.
 * One object lives as long as locale, zone and the present day stay the same, and keeps its `Intl` formatters.
 */
export interface Format {
  /** Label of a day: Today, Yesterday, the weekday within the last week, then the date. */
  readonly day: (ms: number) => string;
  /** Time of day, such as 09:41. */
  readonly time: (ms: number) => string;
  /** Short label for a list of threads: time today, Yesterday, short weekday, short date. */
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

/** What `createFormat` needs to know about the reader. */
export interface FormatOptions {
  /** BCP 47 tag, such as `en-GB`. */
  readonly locale: string;
  /** IANA zone, such as `Asia/Seoul`. Absent: the zone of this device. */
  readonly timeZone?: string | undefined;
  readonly today: string;
  readonly yesterday: string;
  /** The present time in milliseconds. */
  readonly now: () => number;
}

/**
 * Makes the formatters of one reader. An unknown locale or time zone falls back to English and to the zone of this
 * device: a wrong setting must not take the whole chat down.
 */
export function createFormat(options: FormatOptions): Format {
  const locale = supportedLocale(options.locale);
  const timeZone = supportedTimeZone(options.timeZone);
  const formatters = new Map<string, Intl.DateTimeFormat>();
  const format = (ms: number, parts: Intl.DateTimeFormatOptions): string => {
    const date = new Date(ms);
    if (Number.isNaN(date.getTime())) return '';
    const key = Object.keys(parts).join() + Object.values(parts).join();
    let formatter = formatters.get(key);
    if (formatter === undefined) {
      formatter = new Intl.DateTimeFormat(locale, { ...parts, ...(timeZone && { timeZone }) });
      formatters.set(key, formatter);
    }
    return formatter.format(date);
  };
  const numbers = new Intl.NumberFormat(locale);
  const dayNumber = createDayNumber(timeZone);

  const daysAgo = (ms: number): number => dayNumber(options.now()) - dayNumber(ms);
  const isThisYear = (ms: number): boolean =>
    format(ms, { year: 'numeric' }) === format(options.now(), { year: 'numeric' });

  return {
    timeZone,
    time: (ms) => format(ms, timeParts),
    dateTime: (ms) => format(ms, { dateStyle: 'full', timeStyle: 'short' }),
    number: (value) => numbers.format(value),
    bytes: (value) => formatBytes(locale, value),
    day: (ms) => {
      const days = daysAgo(ms);
      if (days === 0) return options.today;
      if (days === 1) return options.yesterday;
      if (days > 1 && days < 7) return format(ms, { weekday: 'long' });
      return format(ms, isThisYear(ms) ? dateParts : { ...dateParts, year: 'numeric' });
    },
    relative: (ms) => {
      const days = daysAgo(ms);
      if (days === 0) return format(ms, timeParts);
      if (days === 1) return options.yesterday;
      if (days > 1 && days < 7) return format(ms, { weekday: 'short' });
      return format(ms, isThisYear(ms) ? shortDateParts : { ...shortDateParts, year: 'numeric' });
    },
  };
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function formatBytes(locale: string, value: number): string {
  const power = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
  const unit = byteUnits[power] ?? 'byte';
  const options = {
    style: 'unit',
    unit,
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
  const zone = supportedTimeZone(timeZone);
  const formatter = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...(zone && { timeZone: zone }),
  });
  return (ms) => {
    if (Number.isNaN(new Date(ms).getTime())) return Number.NaN;
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

function supportedTimeZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
