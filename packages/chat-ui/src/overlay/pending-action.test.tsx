import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';

let settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
const onConfirm = vi.fn(
  () => new Promise<void>((resolve, reject) => (settle = { resolve, reject })),
);

function Page(): ReactNode {
  const [isOpen, setIsOpen] = useState(true);
  return isOpen ? (
    <ConfirmDialog
      title="Remove Grace?"
      description="She reads nothing more."
      confirmLabel="Remove"
      onConfirm={onConfirm}
      failedText={() => 'Grace was not removed.'}
      onClose={() => setIsOpen(false)}
    />
  ) : (
    <p>closed</p>
  );
}

beforeEach(() => {
  onConfirm.mockClear();
});
afterEach(cleanup);

const notice = (): HTMLElement | null => screen.queryByRole('region', { name: 'Notices' });

async function confirmAndClose(): Promise<void> {
  renderInProvider(<Page />);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await screen.findByText('closed');
}

it('what fails while its dialog is open shows there, and nowhere else', async () => {
  renderInProvider(<Page />);
  await userEvent.click(await screen.findByRole('button', { name: 'Remove' }));
  settle.reject(new Error('No.'));
  await within(screen.getByRole('dialog')).findByText('Grace was not removed.');
  expect(notice()).toBeNull();
});

it('what fails after its dialog was closed shows as a notice, which tries again', async () => {
  await confirmAndClose();
  settle.reject(new Error('No.'));
  await screen.findByText('Grace was not removed.', { selector: '[data-part="toast"] *' });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(onConfirm).toHaveBeenCalledTimes(2));
  expect(notice()).toBeNull();
  settle.reject(new Error('No.'));
  await screen.findByText('Grace was not removed.', { selector: '[data-part="toast"] *' });
});

it('what works after its dialog was closed is not worth a word', async () => {
  await confirmAndClose();
  settle.resolve();
  await Promise.resolve();
  expect(notice()).toBeNull();
});
