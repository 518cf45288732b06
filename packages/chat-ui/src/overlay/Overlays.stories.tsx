import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { expect, fn, screen, userEvent, waitFor } from 'storybook/test';
import { PencilIcon } from '../icons/action-icons.tsx';
import { CopyIcon } from '../icons/later-icons.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { MenuButton } from './MenuButton.tsx';
import type { MenuAction } from './menu-action.ts';
import { Popover } from './Popover.tsx';

const meta: Meta = {
  title: 'Components/Overlays',
  decorators: [
    (Story) => (
      <div style={{ blockSize: 360, padding: 16 }}>
        <Story />
      </div>
    ),
  ],
};
export default meta;

const actions: readonly MenuAction[] = [
  { id: 'copy', label: 'Copy text', icon: <CopyIcon />, onSelect: fn() },
  { id: 'edit', label: 'Edit', icon: <PencilIcon />, onSelect: fn() },
  {
    id: 'pin',
    label: 'Pin',
    disabledReason: 'Only the owner of the chat can pin.',
    onSelect: fn(),
  },
  { id: 'delete', label: 'Delete', isDanger: true, startsGroup: true, onSelect: fn() },
];

/** A menu under its button: loaded when the button is pointed at, and walked with the arrow keys. */
export const Menu: StoryObj = {
  render: () => <MenuButton label="More" actions={() => actions} />,
  play: async () => {
    await userEvent.click(screen.getByRole('button', { name: 'More' }));
    await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Copy text' })).toHaveFocus());
  },
};

function Asking({ onConfirm }: { readonly onConfirm: () => Promise<void> }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" data-part="plain-button" onClick={() => setIsOpen(true)}>
        Leave
      </button>
      {isOpen && (
        <ConfirmDialog
          title="Leave “Atlas launch”?"
          description="You no longer see new messages. The others keep what you have written."
          confirmLabel="Leave"
          isDanger
          onConfirm={onConfirm}
          failedText={() => 'You have not left: there is no connection. Try again later.'}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

const ask = async (): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Leave' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus());
};

/** Asks before something that cannot be undone. */
export const Confirm: StoryObj = {
  render: () => <Asking onConfirm={async () => {}} />,
  play: ask,
};

/** It did not work: the dialog stays, and says so. */
export const ConfirmFailed: StoryObj = {
  render: () => <Asking onConfirm={() => Promise.reject(new Error('offline'))} />,
  play: async () => {
    await ask();
    const dialog = screen.getByRole('dialog');
    await userEvent.click(dialog.querySelector('[data-part="primary-button"]') ?? document.body);
    await waitFor(() =>
      expect(dialog.querySelector('[data-part="problem"]')).toHaveTextContent('not left'),
    );
  },
};

function Readers(): ReactNode {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <button
        type="button"
        data-part="plain-button"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Read by 2
      </button>
      {anchor && (
        <Popover title="Read by 2 of 3" anchor={anchor} onClose={() => setAnchor(null)}>
          <p>Grace, 09:12</p>
          <p>Linus, 09:14</p>
        </Popover>
      )}
    </>
  );
}

/** A box with more about something. */
export const InPopover: StoryObj = {
  render: () => <Readers />,
  play: async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Read by 2' }));
    await waitFor(() => expect(screen.getByRole('dialog', { name: /Read by/ })).toBeVisible());
  },
};
