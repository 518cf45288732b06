import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, grace } from '../test-support/sample-messages.ts';
import { ParticipantList } from './ParticipantList.tsx';

afterEach(cleanup);

it('lists the people, marks the reader and counts', () => {
  renderInProvider(
    <ParticipantList participants={[ada, grace, { userId: 'x' }]} userId={ada.userId} />,
  );
  expect(screen.getByRole('region', { name: 'People3' })).toBeDefined();
  expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'AAdaYou',
    'GGrace',
    'Unknown person',
  ]);
});

it('shows skeletons until the first people are there', () => {
  renderInProvider(<ParticipantList participants={[]} isPending />);
  expect(screen.getByRole('region').getAttribute('aria-busy')).toBe('true');
  expect(screen.queryByText('0')).toBeNull();
});

it('gives each row the action of the app', () => {
  renderInProvider(
    <ParticipantList
      participants={[grace]}
      renderAction={(p) => <button>Remove {p.displayName}</button>}
    />,
  );
  expect(screen.getByRole('button', { name: 'Remove Grace' })).toBeDefined();
});

describe('a field that finds a person', () => {
  const names = ['Ada', 'Bo', 'Cho', 'Tomás', 'Eve', 'Finn', 'Gus', 'Hal', 'Zoë'];
  const people = names.map((displayName) => ({ userId: displayName, displayName }));
  const rows = (): (string | null)[] =>
    screen.queryAllByRole('listitem').map((row) => row.textContent);

  it('is there for more than eight people', () => {
    const { rerender } = renderInProvider(<ParticipantList participants={people.slice(1)} />);
    expect(screen.queryByRole('searchbox')).toBeNull();
    rerender(<ParticipantList participants={people} />);
    expect(screen.getByRole('searchbox', { name: 'Find a person' })).toBeDefined();
  });

  it('takes no notice of case and accents, and says how many it leaves', async () => {
    renderInProvider(<ParticipantList participants={people} />);
    await userEvent.type(screen.getByRole('searchbox'), 'TOMAS');
    expect(rows()).toEqual(['TTomás']);
    await waitFor(() =>
      expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('1 person'),
    );
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape', isComposing: true });
    expect(rows()).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    expect(rows()).toHaveLength(9);
  });

  it('says when nobody is found', async () => {
    renderInProvider(<ParticipantList participants={people} />);
    await userEvent.type(screen.getByRole('searchbox'), 'xyz');
    expect(rows()).toEqual([]);
    expect(screen.getByText('Nobody here is called “xyz”.')).toBeDefined();
  });

  it('hides nobody once it is gone because people have left', async () => {
    const { rerender } = renderInProvider(<ParticipantList participants={people} />);
    await userEvent.type(screen.getByRole('searchbox'), 'zoe');
    rerender(<ParticipantList participants={people.slice(1)} />);
    expect(rows()).toHaveLength(8);
  });
});
