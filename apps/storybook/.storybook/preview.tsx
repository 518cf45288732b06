import type { Decorator, Preview } from '@storybook/react-vite';
import { ChatUiProvider } from '@confab/chat-ui';
import '@confab/chat-ui/styles.css';
import './preview.css';
import { smallTargets } from './small-targets.ts';

/** Every story is shown inside the kit's provider, in the look that the toolbar chooses. */
const withChatUi: Decorator = (Story, { globals }) => (
  <ChatUiProvider
    colorScheme={globals['colorScheme'] === 'dark' ? 'dark' : 'light'}
    dir={globals['direction'] === 'rtl' ? 'rtl' : 'ltr'}
    messageStyle={globals['messageStyle'] === 'flat' ? 'flat' : 'bubbles'}
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
  initialGlobals: { colorScheme: 'light', direction: 'ltr', messageStyle: 'bubbles' },
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
