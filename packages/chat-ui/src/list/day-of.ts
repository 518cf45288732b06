import { createDayNumber } from '../labels/format.ts';

const quarterHour = 15 * 60 * 1000;

/**
 * Creates a function that gives the local calendar day of a moment (milliseconds) as a number. The clocks of all zones
 * differ by whole quarters of an hour, also in summer, so one answer holds for a quarter hour and is asked for once.
 */
export function createDayOf(timeZone: string | undefined): (ms: number) => number {
  const dayNumber = createDayNumber(timeZone);
  const days = new Map<number, number>();
  // Messages are asked about in order, and many are of one quarter hour.
  let lastQuarter = Number.NaN;
  let lastDay = Number.NaN;
  return (ms) => {
    const quarter = Math.floor(ms / quarterHour);
    if (quarter === lastQuarter) return lastDay;
    const day = days.get(quarter) ?? dayNumber(ms);
    days.set(quarter, day);
    lastQuarter = quarter;
    lastDay = day;
    return day;
  };
}
