'use client';

import { useContext, useMemo } from 'react';
import { LabelsContext } from './labels-context.ts';
import type { Labels } from './labels.ts';
import { laterLabelsEn } from './later-labels-en.ts';

/** Every text, for what is loaded later: it brings the English ones along, which no page needs before. A whole catalogue has its own. */
export function useAllLabels(): Labels {
  const known = useContext(LabelsContext);
  return useMemo(() => ({ ...laterLabelsEn, ...known }), [known]);
}
