import { labelsDe } from '../labels/labels-de.ts';
import { labelsEn } from '../labels/labels-en.ts';
import { labelsFr } from '../labels/labels-fr.ts';
import { labelsKo } from '../labels/labels-ko.ts';
import type { Labels } from '../labels/labels.ts';

/** A language as props of a provider. */
export interface StoryLanguage {
  readonly locale: string;
  readonly labels: Labels;
}

const languages: Readonly<Record<string, StoryLanguage>> = {
  fr: { locale: 'fr', labels: labelsFr },
  ko: { locale: 'ko', labels: labelsKo },
  de: { locale: 'de', labels: labelsDe },
};

/** What the toolbar of Storybook chose, for a provider inside a story. English has British dates here. */
export function languageOf(choice: unknown): StoryLanguage {
  return languages[String(choice)] ?? { locale: 'en-GB', labels: labelsEn };
}
