'use client';

import { createContext, type Context } from 'react';
import type { Labels } from './labels.ts';
import { labelsEn } from './labels-en.ts';

/** Carries the catalogue of the nearest `ChatUiProvider`; English outside of one. */
export const LabelsContext: Context<Labels> = createContext(labelsEn);
