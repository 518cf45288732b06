import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, userEvent, waitFor } from 'storybook/test';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { labelsKo } from '../labels/labels-ko.ts';
import { EmojiPicker } from './EmojiPicker.tsx';
import { EmojiOpener } from './test-support/EmojiOpener.tsx';

const meta: Meta<typeof EmojiPicker> = {
  title: 'Components/EmojiPicker',
  component: EmojiPicker,
  decorators: [
    (Story) => (
      <div style={{ display: 'grid', alignItems: 'end', blockSize: 520, padding: 16 }}>
        <Story />
      </div>
    ),
  ],
  render: () => <EmojiOpener />,
  beforeEach: () => localStorage.clear(),
};
export default meta;

type Story = StoryObj<typeof EmojiPicker>;

// By role, each look-up would compute the names of two thousand buttons.
const part = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`There is no ${name}.`);
  return found;
};

/** The first picker of a language is loaded. */
const loadingMs = 5_000;

const open = async (): Promise<void> => {
  await userEvent.click(screen.getByText('Emoji'));
  await waitFor(() => expect(part('emoji-field').querySelector('input')).toHaveFocus(), {
    timeout: loadingMs,
  });
};

/** The field finds; the buttons under it lead to the groups. */
export const AllEmoji: Story = { play: open };

/** What was picked last in this browser stands first, with the skin that it had. */
export const WithRecent: Story = {
  beforeEach: () => localStorage.setItem('confab.emoji.recent', '👍🏽 😂 ❤️ 🎉 🙏'),
  play: async () => {
    await open();
    await expect(part('emoji-heading')).toHaveTextContent('Recently used');
  },
};

/** Enter picks the first one that was found. */
export const Search: Story = {
  play: async () => {
    await open();
    await userEvent.keyboard('heart');
    await waitFor(() => expect(part('emoji')).toHaveAccessibleName('red heart'));
  },
};

/** Nothing fits. */
export const NothingFound: Story = {
  play: async () => {
    await open();
    await userEvent.keyboard('qqqq');
    await waitFor(() => expect(part('emoji-none')).toHaveTextContent('No emoji for “qqqq”'));
  },
};

/** The skin of people and hands, kept for the next time. */
export const SkinTone: Story = {
  play: async () => {
    await open();
    await userEvent.click(screen.getByLabelText('People & body', { selector: 'input' }));
    await userEvent.click(part('emoji-tone'));
    await waitFor(() => expect(screen.getByLabelText('Default')).toHaveFocus());
  },
};

/** Names and texts in Korean. */
export const Korean: Story = {
  render: () => (
    <ChatUiProvider locale="ko-KR" labels={labelsKo}>
      <EmojiOpener />
    </ChatUiProvider>
  ),
  play: async () => {
    await open();
    await userEvent.keyboard('하트');
    await expect(part('emoji-picker')).toHaveAccessibleName('이모지 넣기');
    await waitFor(() => expect(screen.getByLabelText('빨간색 하트')).toBeInTheDocument());
  },
};
