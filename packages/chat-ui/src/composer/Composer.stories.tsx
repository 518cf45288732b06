import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { useState, type ReactNode } from 'react';
import { Panel } from '../test-support/story-frames.tsx';
import { Composer, type ComposerProps } from './Composer.tsx';
import { ComposerBanner } from './ComposerBanner.tsx';

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

/** With the focus: the ring belongs to the field, not to the text in it. */
export const SeveralLines: Story = {
  args: {
    initialText:
      'Plan for ten:\n1. freeze, 2. deploy, 3. smoke test\nI’ll keep the old build one click away.',
  },
  play: ({ canvasElement }) => {
    within(canvasElement).getByRole('textbox').focus();
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
    const hint = within(canvasElement).getByText('Too long by 50 characters.', {
      selector: '[data-part="composer-hint"]',
    });
    await expect(hint).toBeVisible();
  },
};

/** A limit of one's own, in bytes. */
export const TooLongForALine: Story = {
  args: {
    maxBytes: 60,
    initialText:
      '…and that is the whole history of the rounding rule, with every exception since 2014.',
  },
};

const sent = { key: '1', text: 'I’ll post here before and after.' };

/** An app opens and closes the edit. The draft is back when it ends. */
function EditingComposer(props: ComposerProps): ReactNode {
  const [isEditing, setIsEditing] = useState(true);
  const end = (): void => setIsEditing(false);
  const editing = { ...sent, onSave: end, onCancel: end };
  return (
    <Composer
      {...props}
      editing={isEditing ? editing : undefined}
      onEditLast={() => setIsEditing(true)}
    />
  );
}

export const Edit: Story = {
  render: (args) => <EditingComposer {...args} />,
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole('textbox', { name: 'Edit message' });
    await expect(field).toHaveFocus();
    await expect(field).toHaveValue(sent.text);
  },
};

export const EditThatLeavesNothing: Story = {
  render: (args) => <EditingComposer {...args} />,
  play: async ({ canvasElement }) => {
    await userEvent.clear(within(canvasElement).getByRole('textbox'));
    await expect(within(canvasElement).getByRole('button', { name: 'Save' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  },
};

/** Escape closes the edit and the draft comes back; ↑ in the empty field opens the edit again. */
export const EditFromTheKeyboard: Story = {
  args: { initialText: 'A draft' },
  render: (args) => <EditingComposer {...args} />,
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole('textbox');
    await userEvent.type(field, ' Or not.{Escape}');
    await expect(field).toHaveValue('A draft');
    await userEvent.clear(field);
    await userEvent.keyboard('{ArrowUp}');
    await expect(field).toHaveValue(sent.text);
    await userEvent.keyboard('{Escape}');
    await expect(field).toHaveValue('');
  },
};

/** What an app puts above the text: here, which message is being answered. */
export const Reply: Story = {
  args: {
    initialText: 'Done, looks good',
    above: (
      <ComposerBanner
        title="Reply to Grace"
        text="Could everyone click through the checkout once before lunch? Then I can sign off the release."
        senderId="8:acs:grace"
        closeLabel="Cancel the reply"
        onClose={fn()}
      />
    ),
  },
};

/** Sending stays possible: the line under the field says when the message goes out. */
export const Offline: Story = {
  args: {
    hint: 'You’re offline. Messages go out when you’re back.',
    initialText: 'See you at five',
  },
};

/** Read-only until the draft is known, and nothing flashes. */
export const Loading: Story = {
  args: { isLoading: true },
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole('textbox');
    await userEvent.type(field, 'a{Enter}');
    await expect(field).toHaveValue('');
  },
};

export const Disabled: Story = {
  args: { disabledReason: 'You can’t write here: you left this chat' },
};

/** In a narrow pane the reason takes as many lines as it needs. */
export const DisabledAtLength: Story = {
  args: {
    disabledReason:
      'You can’t write here any more: the chat was closed by the people who started it, and what was written stays readable.',
  },
};

/** A name that does not fit is cut at its end. */
export const LongPlaceholder: Story = {
  args: { placeholder: 'Message Quarterly planning with everyone from both offices and the board' },
};
