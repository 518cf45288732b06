import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, linus, sampleNow } from '../test-support/sample-messages.ts';
import type { AddingOutcome, PersonNotAdded, PersonToAdd } from './adding.ts';
import { PeopleDialog, type PeopleDialogProps } from './PeopleDialog.tsx';

afterEach(cleanup);

const done: AddingOutcome = { failed: [], retryFailed: () => Promise.resolve(done) };
const onClose = vi.fn<() => void>();

const notAdded = (person: typeof grace, code: string, retryable: boolean): PersonNotAdded => ({
  participant: { userId: person.userId, displayName: person.displayName ?? '' },
  error: { code, message: 'The service said no.' },
  retryable,
});

async function openAndAdd(
  onSubmit: PeopleDialogProps['onSubmit'],
  choose = ['Grace', 'Linus'],
): Promise<HTMLElement> {
  onClose.mockClear();
  renderInProvider(
    <PeopleDialog
      purpose="add"
      candidates={[grace, linus]}
      onSubmit={onSubmit}
      onClose={onClose}
      now={() => sampleNow}
    />,
  );
  const dialog = await screen.findByRole('dialog');
  for (const name of choose) await userEvent.click(screen.getByRole('checkbox', { name }));
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  return dialog;
}

describe('people who could not be added', () => {
  it('are listed with the reason of each, and tried again alone', async () => {
    const retryFailed = vi.fn(() => Promise.resolve(done));
    const failed = [notAdded(grace, '403', false), notAdded(linus, 'network', true)];
    const dialog = await openAndAdd(() => Promise.resolve({ failed, retryFailed }));
    await within(dialog).findByText('2 people could not be added.');
    expect(within(dialog).getByText('Grace').closest('li')).toHaveTextContent(
      'You may not add this person.',
    );
    expect(within(dialog).getByText('Linus').closest('li')).toHaveTextContent(
      'There is no connection.',
    );
    expect(document.querySelector('[aria-live="assertive"]')).toHaveTextContent(
      '2 people could not be added.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(retryFailed).toHaveBeenCalledOnce();
  });

  it('are not offered to be tried again when that cannot help', async () => {
    const failed = [notAdded(grace, '404', false)];
    await openAndAdd(() => Promise.resolve({ ...done, failed }));
    await screen.findByText('This person does not exist.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await userEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1) ?? document.body);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('shows what the service says for a reason that it does not know', async () => {
    const failed = [notAdded(grace, '418', false)];
    await openAndAdd(() => Promise.resolve({ ...done, failed }));
    expect(await screen.findByText('The service said no.')).toBeInTheDocument();
  });
});

it('keeps the choice when nothing could be sent, and says so', async () => {
  await openAndAdd(() => Promise.reject(new Error('offline')));
  await screen.findByText(/This did not work/u, { selector: '[data-part="problem"] *' });
  expect(screen.getByRole('checkbox', { name: 'Grace' })).toBeChecked();
  expect(onClose).not.toHaveBeenCalled();
});

it('sends nothing while nobody is chosen', async () => {
  const onSubmit = vi.fn<PeopleDialogProps['onSubmit']>(() => Promise.resolve(done));
  await openAndAdd(onSubmit, []);
  expect(onSubmit).not.toHaveBeenCalled();
});

it('shares the history from the beginning of a day', async () => {
  const sent: (readonly PersonToAdd[])[] = [];
  onClose.mockClear();
  renderInProvider(
    <PeopleDialog
      purpose="add"
      candidates={[grace]}
      onSubmit={(people) => {
        sent.push(people);
        return Promise.resolve(done);
      }}
      onClose={onClose}
    />,
  );
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Grace' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Messages from a date on' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(sent).toEqual([]);
  await userEvent.type(
    screen.getByLabelText('Messages from a date on', { selector: '[type=date]' }),
    '2026-03-11',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  await waitFor(() => expect(sent[0]?.[0]?.shareHistoryTime).toEqual(new Date(2026, 2, 11)));
});

it('says in a notice who could not be added after it was closed', async () => {
  let answer = (_outcome: AddingOutcome): void => undefined;
  const promise = new Promise<AddingOutcome>((resolve) => (answer = resolve));
  const { rerender } = renderInProvider(
    <PeopleDialog
      purpose="add"
      candidates={[grace, linus]}
      onSubmit={() => promise}
      onClose={onClose}
    />,
  );
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Grace' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  rerender(<p>closed</p>);
  answer({ failed: [notAdded(grace, '403', false)], retryFailed: () => Promise.resolve(done) });
  await waitFor(() =>
    expect(document.querySelector('[data-part="toast"]')).toHaveTextContent(
      'One person could not be added.',
    ),
  );
});

it('stays open when Escape only ends a word that is being composed in the search', async () => {
  onClose.mockClear();
  renderInProvider(
    <PeopleDialog
      purpose="add"
      candidates={[grace]}
      onSubmit={() => Promise.resolve(done)}
      onClose={onClose}
    />,
  );
  const search = await screen.findByRole('searchbox');
  search.focus();
  fireEvent.keyDown(search, { key: 'Escape', isComposing: true });
  fireEvent.keyDown(search, { key: 'Escape', keyCode: 229 });
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});
