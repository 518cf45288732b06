import type { Labels } from '@confab/chat-ui';

/** The languages of the kit beside English, each loaded when somebody speaks it. */
const catalogues: Readonly<Record<string, () => Promise<Partial<Labels>>>> = {
  de: async () => (await import('@confab/chat-ui/labels/de')).labelsDe,
  fr: async () => (await import('@confab/chat-ui/labels/fr')).labelsFr,
  ko: async () => (await import('@confab/chat-ui/labels/ko')).labelsKo,
};

/** The texts of the kit in the language of a BCP 47 tag; none where it is English, or one that the kit does not speak. */
export async function loadLabels(locale: string): Promise<Partial<Labels>> {
  return (await catalogues[new Intl.Locale(locale).language]?.()) ?? {};
}
