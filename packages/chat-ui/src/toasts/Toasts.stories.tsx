import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, fn, screen, userEvent, waitFor } from 'storybook/test';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { Panel } from '../test-support/story-frames.tsx';
import { useToasts } from './toasts.ts';

function Failing(): ReactNode {
  const { show } = useToasts();
  return (
    <button
      type="button"
      data-part="plain-button"
      style={{ margin: 16 }}
      onClick={() => {
        show({ text: 'The picture could not be copied.' });
        show({
          text: 'Grace was not removed: there is no connection.',
          actionLabel: 'Try again',
          onAction: fn(),
        });
      }}
    >
      Remove
    </button>
  );
}

const meta: Meta = {
  title: 'Components/Toasts',
  render: (_args, { globals }) => (
    <Panel inlineSize="520px">
      <ChatUiProvider
        colorScheme={globals['colorScheme'] === 'dark' ? 'dark' : 'light'}
        style={{ blockSize: 260 }}
      >
        <Failing />
      </ChatUiProvider>
    </Panel>
  ),
};
export default meta;

/** Failures that have no place of their own. They stay until they are taken away. */
export const Failures: StoryObj = {
  play: async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible());
  },
};
