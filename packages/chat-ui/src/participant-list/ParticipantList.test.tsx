import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
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
