import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { Panel } from '../test-support/story-frames.tsx';
import { Composer } from './Composer.tsx';

const meta: Meta<typeof Composer> = {
  title: 'Components/Composer',
  component: Composer,
  decorators: [
    (Story) => (
      <Panel inlineSize="480px">
        <div style={{ paddingBlockStart: 12 }}>
          <Story />
        </div>
      </Panel>
    ),
  ],
  args: { placeholder: 'Message Atlas launch', onSend: fn(), onTyping: fn() },
};
export default meta;

type Story = StoryObj<typeof Composer>;

export const Empty: Story = {};

export const WriteAndSend: Story = {
  play: async ({ args, canvasElement }) => {
    const field = within(canvasElement).getByRole('textbox');
    await userEvent.type(field, 'Plan for ten{Shift>}{Enter}{/Shift}freeze, deploy, smoke test');
    await expect(field).toHaveValue('Plan for ten\nfreeze, deploy, smoke test');
    await userEvent.keyboard('{Enter}');
    await expect(args.onSend).toHaveBeenCalledOnce();
    await expect(args.onSend).toHaveBeenCalledWith('Plan for ten\nfreeze, deploy, smoke test');
    await expect(field).toHaveValue('');
    await expect(field).toHaveFocus();
  },
};

export const SeveralLines: Story = {
  args: {
    initialText:
      'Plan for ten:\n1. freeze, 2. deploy, 3. smoke test\nI’ll keep the old build one click away.',
  },
};

/** Grows to eight lines, then scrolls. */
export const ManyLines: Story = {
  args: { initialText: Array.from({ length: 20 }, (_, index) => `Line ${index + 1}`).join('\n') },
};

export const RightToLeftText: Story = { args: { initialText: 'راجعت النصوص العربية' } };

export const NearTheLimit: Story = { args: { initialText: 'word '.repeat(5_550) } };

export const TooLong: Story = {
  args: { initialText: 'word '.repeat(5_610), onSend: fn() },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Send' }));
    await expect(args.onSend).not.toHaveBeenCalled();
    await expect(within(canvasElement).getByText('Too long by 50 characters.')).toBeVisible();
  },
};

export const Disabled: Story = {
  args: { disabledReason: 'You can’t write here: you left this chat' },
};
