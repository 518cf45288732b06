'use client';

import { createContext, useContext, useMemo, type Context } from 'react';
import { createFormat, type Format } from './format.ts';
import { useLabels } from './use-labels.ts';

/** Carries the formatters of the nearest `ChatUiProvider`. */
export const FormatContext: Context<Format | null> = createContext<Format | null>(null);

/**
 * Dates, times and numbers in the reader's language and time zone. The object changes when the day changes, so "Today"
 * becomes "Yesterday" at midnight. Outside a `ChatUiProvider`: English, in the zone of this device.
 */
export function useFormat(): Format {
  const provided = useContext(FormatContext);
  const labels = useLabels();
  return useMemo(
    () =>
      provided ??
      createFormat({
        locale: 'en',
        today: labels.today,
        yesterday: labels.yesterday,
        now: () => Date.now(),
      }),
    [provided, labels],
  );
}
