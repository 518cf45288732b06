import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { Composer } from '../composer/Composer.tsx';
import { AttachmentTray } from './AttachmentTray.tsx';
import type { PendingAttachment } from './pending-attachment.ts';

const file = (over: Partial<PendingAttachment> & { id: string }): PendingAttachment => ({
  name: 'release-notes.pdf',
  mime: 'application/pdf',
  bytes: 254_000,
  state: 'uploaded',
  progress: 1,
  ...over,
});

const meta: Meta<typeof AttachmentTray> = {
  title: 'Components/AttachmentTray',
  component: AttachmentTray,
  render: (args) => <Composer onSend={fn()} canSendEmpty above={<AttachmentTray {...args} />} />,
  args: {
    attachments: [
      file({ id: '1' }),
      file({
        id: '2',
        name: 'checkout-ko.png',
        mime: 'image/png',
        state: 'uploading',
        progress: 0.42,
      }),
      file({
        id: '3',
        name: 'a-very-long-name-of-a-file-that-nobody-can-read.zip',
        state: 'waiting',
        progress: 0,
      }),
      file({
        id: '4',
        name: 'film.mov',
        state: 'failed',
        progress: 0,
        failure: {
          code: 'file-too-large',
          message: 'The file is too large for this chat.',
          retryable: false,
        },
      }),
      file({
        id: '5',
        name: 'plan.txt',
        state: 'failed',
        progress: 0,
        failure: {
          code: 'upload-failed',
          message: 'The service could not take the file.',
          retryable: true,
        },
      }),
    ],
    blobOf: (id) =>
      id === '2'
        ? new Blob(
            [
              '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#dbe4f3"/><circle cx="20" cy="20" r="10" fill="#1f9d63"/></svg>',
            ],
            { type: 'image/svg+xml' },
          )
        : undefined,
    onRemove: fn(),
    onRetry: fn(),
  },
};
export default meta;

type Story = StoryObj<typeof AttachmentTray>;

export const AllStates: Story = {
  async play({ canvasElement, args }) {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole('button', { name: 'Remove release-notes.pdf' }));
    await expect(args.onRemove).toHaveBeenCalledWith('1');
    await userEvent.click(canvas.getByRole('button', { name: 'Upload plan.txt again' }));
    await expect(args.onRetry).toHaveBeenCalledWith('5');
    await expect(canvas.queryByRole('button', { name: 'Upload film.mov again' })).toBeNull();
  },
};

export const One: Story = {
  args: { attachments: [file({ id: '1', state: 'uploading', progress: 0.7 })] },
};
