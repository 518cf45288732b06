import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { Composer } from '../composer/Composer.tsx';
import { labelsEn } from '../labels/labels-en.ts';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { Panel } from '../test-support/story-frames.tsx';
import { ThreadNotice } from './ThreadNotice.tsx';

const meta: Meta<typeof ThreadNotice> = {
  title: 'Components/ThreadNotice',
  component: ThreadNotice,
  render: (args) => (
    <Panel inlineSize="640px">
      <ThreadPane
        label="Story"
        composer={
          <>
            <ThreadNotice {...args} />
            {args.tone !== 'ended' && <Composer onSend={fn()} />}
          </>
        }
      >
        <div style={{ blockSize: 60 }} />
      </ThreadPane>
    </Panel>
  ),
};
export default meta;

type Story = StoryObj<typeof ThreadNotice>;

/** In the place of the composer: nothing can be written any more. */
export const Removed: Story = {
  args: {
    tone: 'ended',
    title: labelsEn.notMember,
    description: labelsEn.notMemberHint,
    actionLabel: labelsEn.back,
    onAction: fn(),
  },
};

export const Deleted: Story = {
  args: { ...Removed.args, title: labelsEn.threadDeleted, description: labelsEn.threadDeletedHint },
};

export const SignedOut: Story = {
  args: {
    tone: 'ended',
    title: labelsEn.signedOut,
    description: labelsEn.signedOutHint,
    actionLabel: labelsEn.signInAgain,
    onAction: fn(),
  },
};

/** Above the composer: what is written may be lost. */
export const NotKept: Story = {
  args: {
    tone: 'warning',
    title: labelsEn.notKept,
    description: labelsEn.notKeptPrivate,
    onDismiss: fn(),
  },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Dismiss' }));
    await expect(args.onDismiss).toHaveBeenCalled();
  },
};

/** Above the composer: good to know. */
export const ManyPeople: Story = {
  args: {
    title: labelsEn.signalsUnsupported(20),
    description: labelsEn.signalsUnsupportedHint,
    onDismiss: fn(),
  },
};
