import type { Meta, StoryObj } from '@storybook/react-vite';
import { grace, linus, sampleTime } from '../test-support/sample-messages.ts';
import { ReadReceipt } from './ReadReceipt.tsx';

const meta: Meta<typeof ReadReceipt> = {
  title: 'Components/ReadReceipt',
  component: ReadReceipt,
};
export default meta;

type Story = StoryObj<typeof ReadReceipt>;

const readers = [
  { ...grace, readAt: sampleTime(9, 10) },
  { ...linus, readAt: sampleTime(9, 12) },
];

export const Queued: Story = { args: { status: 'queued' } };
export const Sending: Story = { args: { status: 'sending' } };
export const Checking: Story = { args: { status: 'checking' } };
export const Sent: Story = { args: { status: 'sent' } };
export const ReadBySome: Story = { args: { status: 'sent', readers } };
export const ReadByMany: Story = {
  args: {
    status: 'sent',
    readers: Array.from({ length: 12 }, (_, index) => ({
      userId: `user-${index}`,
      displayName: `Person ${index}`,
      readAt: sampleTime(9, index),
    })),
  },
};
export const ReadByEveryone: Story = { args: { status: 'read', readers } };
export const Failed: Story = {
  args: { status: 'failed', detail: 'You are no longer in this chat.' },
};

/** The service keeps no receipts above 20 people; the tooltip says so. */
export const TooManyPeople: Story = { args: { status: 'sent', participantCount: 42 } };
