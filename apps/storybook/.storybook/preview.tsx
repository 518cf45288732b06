import type { Decorator, Preview } from '@storybook/react-vite';
import { ChatUiProvider, type Labels } from '@confab/chat-ui';
import { labelsDe } from '@confab/chat-ui/labels/de';
import { labelsEn } from '@confab/chat-ui/labels/en';
import { labelsFr } from '@confab/chat-ui/labels/fr';
import { labelsKo } from '@confab/chat-ui/labels/ko';
import { configure } from 'storybook/test';
import '@confab/chat-ui/styles.css';
import './preview.css';
import { smallTargets } from './small-targets.ts';

// What comes later is loaded with the first story that needs it, which takes a while on a cold machine.
configure({ asyncUtilTimeout: 10_000 });

const languages = { en: labelsEn, fr: labelsFr, ko: labelsKo, de: labelsDe } as const;

function languageOf(choice: unknown): { readonly locale: string; readonly labels: Labels } {
  const locale = choice === 'fr' || choice === 'ko' || choice === 'de' ? choice : 'en';
  return { locale, labels: languages[locale] };
}

/** Every story is shown inside the kit's provider, in the look that the toolbar chooses. */
const withChatUi: Decorator = (Story, { globals }) => (
  <ChatUiProvider
    colorScheme={globals['colorScheme'] === 'dark' ? 'dark' : 'light'}
    dir={globals['direction'] === 'rtl' ? 'rtl' : 'ltr'}
    messageStyle={globals['messageStyle'] === 'flat' ? 'flat' : 'bubbles'}
    {...languageOf(globals['locale'])}
  >
    <Story />
  </ChatUiProvider>
);

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withChatUi],
  afterEach: () => {
    const small = smallTargets(document);
    if (small.length > 0) throw new Error(`Too small to be pressed: ${small.join('; ')}.`);
  },
  parameters: {
    // A story with an accessibility violation fails the test run.
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'padded',
    options: {
      storySort: { order: ['Start here', ['Readme', 'Architecture', '*'], 'Live', 'Components'] },
    },
  },
  initialGlobals: {
    colorScheme: 'light',
    direction: 'ltr',
    messageStyle: 'bubbles',
    locale: 'en',
  },
  globalTypes: {
    colorScheme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
        ],
      },
    },
    direction: {
      description: 'Text direction',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
    locale: {
      description: 'Locale',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'fr', title: 'Français' },
          { value: 'ko', title: '한국어' },
          { value: 'de', title: 'Deutsch' },
        ],
      },
    },
    messageStyle: {
      description: 'Message style',
      toolbar: {
        icon: 'comment',
        dynamicTitle: true,
        items: [
          { value: 'bubbles', title: 'Bubbles' },
          { value: 'flat', title: 'Flat' },
        ],
      },
    },
  },
};
export default preview;
