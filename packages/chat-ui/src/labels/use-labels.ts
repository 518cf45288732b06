'use client';

import { useContext } from 'react';
import { LabelsContext } from './labels-context.ts';
import type { Labels } from './labels.ts';

/** Every visible text, in the language that the nearest `ChatUiProvider` was given. English outside of one. */
export function useLabels(): Labels {
  return useContext(LabelsContext);
}
