'use client';

import { useEffect, useState } from 'react';
import { createDayNumber } from '../labels/format.ts';

const quarterHourMs = 15 * 60_000;

/**
 * Number of the present day in `timeZone`. The component renders again when the day changes. Time zones differ by
 * multiples of a quarter of an hour, so looking then is enough and is safe across clock changes.
 */
export function useToday(timeZone: string | undefined, now: () => number): number {
  const [today, setToday] = useState(() => createDayNumber(timeZone)(now()));
  useEffect(() => {
    const dayNumber = createDayNumber(timeZone);
    let timer: ReturnType<typeof setTimeout>;
    const look = (): void => {
      setToday(dayNumber(now()));
      timer = setTimeout(look, quarterHourMs - (now() % quarterHourMs));
    };
    look();
    return () => clearTimeout(timer);
  }, [timeZone, now]);
  return today;
}
