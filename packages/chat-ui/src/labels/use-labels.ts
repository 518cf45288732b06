'use client';

import { useContext } from 'react';
import type { CoreLabels } from './core-labels.ts';
import { LabelsContext } from './labels-context.ts';

/** The texts of what a page shows first, in the language that the nearest `ChatUiProvider` was given. English outside of one. */
export function useLabels(): CoreLabels {
  return useContext(LabelsContext);
}
