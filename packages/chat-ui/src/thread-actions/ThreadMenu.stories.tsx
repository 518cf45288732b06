import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, userEvent, waitFor } from 'storybook/test';
import { ThreadMenu } from './ThreadMenu.tsx';

const meta: Meta<typeof ThreadMenu> = {
  title: 'Components/ThreadMenu',
  component: ThreadMenu,
  decorators: [
    (Story) => (
      <div style={{ blockSize: 380, padding: 16 }}>
        <Story />
      </div>
    ),
  ],
  args: { topic: 'Atlas launch', onRename: fn(), onLeave: fn(), onDelete: fn() },
};
export default meta;

type Story = StoryObj<typeof ThreadMenu>;

async function choose(name: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Chat menu' }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  await screen.findByRole('dialog');
}

export const Open: Story = {
  play: async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Chat menu' }));
    await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Rename' })).toHaveFocus());
  },
};

export const Rename: Story = {
  play: async ({ args }) => {
    await choose('Rename');
    const field = screen.getByRole('textbox', { name: 'Topic' });
    await waitFor(() => expect(field).toHaveFocus());
    await userEvent.type(field, ' day{Enter}');
    await expect(args.onRename).toHaveBeenCalledWith('Atlas launch day');
  },
};

/** The service could not be reached: what was typed is still there. */
export const RenameFailed: Story = {
  args: { onRename: () => Promise.reject(new Error('offline')) },
  play: async () => {
    await choose('Rename');
    const field = screen.getByRole('textbox', { name: 'Topic' });
    await userEvent.type(field, ' day{Enter}');
    await waitFor(() =>
      expect(screen.getByRole('dialog')).toHaveTextContent('The topic was not changed.'),
    );
    await expect(field).toHaveValue('Atlas launch day');
  },
};

export const Leave: Story = { play: () => choose('Leave chat') };
