'use client';

import { createContext, type Context } from 'react';
import { coreLabelsEn } from './core-labels-en.ts';
import type { KnownLabels } from './labels.ts';

/** Carries the catalogue of the nearest `ChatUiProvider`; English outside of one. */
export const LabelsContext: Context<KnownLabels> = createContext<KnownLabels>(coreLabelsEn);
