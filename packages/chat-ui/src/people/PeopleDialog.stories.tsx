import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, userEvent } from 'storybook/test';
import { grace, linus, minjun } from '../test-support/sample-messages.ts';
import type { AddingOutcome } from './adding.ts';
import { PeopleDialog } from './PeopleDialog.tsx';

const failed: AddingOutcome = {
  failed: [
    {
      participant: { userId: grace.userId, displayName: 'Grace' },
      error: { code: '403', message: 'Forbidden' },
      retryable: false,
    },
    {
      participant: { userId: linus.userId, displayName: 'Linus' },
      error: { code: 'network', message: 'No network' },
      retryable: true,
    },
  ],
  retryFailed: () => Promise.resolve(failed),
};

const meta: Meta<typeof PeopleDialog> = {
  title: 'Components/PeopleDialog',
  component: PeopleDialog,
  decorators: [
    (Story) => (
      <div style={{ blockSize: 640 }}>
        <Story />
      </div>
    ),
  ],
  args: {
    purpose: 'add',
    candidates: [grace, linus, minjun],
    onSubmit: () => Promise.resolve({ ...failed, failed: [] }),
    onClose: fn(),
  },
};
export default meta;

type Story = StoryObj<typeof PeopleDialog>;

export const Add: Story = {
  play: async () => {
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Grace' }));
  },
};

export const NewThread: Story = {
  args: { purpose: 'new-thread' },
  play: async () => {
    await screen.findByRole('dialog');
  },
};

/** Who could not be added, and why. */
export const NotAdded: Story = {
  args: { onSubmit: () => Promise.resolve(failed) },
  play: async () => {
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Grace' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Linus' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    await expect(await screen.findByText('There is no connection.')).toBeVisible();
  },
};
