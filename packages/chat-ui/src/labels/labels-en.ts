import { coreLabelsEn } from './core-labels-en.ts';
import type { Labels } from './labels.ts';
import { laterLabelsEn } from './later-labels-en.ts';

/** The English catalogue. */
export const labelsEn: Labels = { ...coreLabelsEn, ...laterLabelsEn };
