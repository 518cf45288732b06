import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { createChunk, type Chunk } from './chunk.ts';
import { useLazyPart } from './use-lazy-part.ts';

let isOnline: boolean;
let loads: number;
let chunk: Chunk<{ readonly text: string }>;

function Part({ onClose }: { readonly onClose: () => void }): ReactNode {
  return <p>{useLazyPart(chunk, onClose)?.text ?? 'waiting'}</p>;
}

function Page(): ReactNode {
  const [isOpen, setIsOpen] = useState(true);
  return isOpen ? <Part onClose={() => setIsOpen(false)} /> : <p>closed</p>;
}

beforeEach(() => {
  isOnline = false;
  loads = 0;
  chunk = createChunk(() => {
    loads += 1;
    return isOnline ? Promise.resolve({ text: 'Menu' }) : Promise.reject(new Error('No network.'));
  });
  renderInProvider(<Page />);
});

afterEach(cleanup);

const failure = (): Promise<HTMLElement> =>
  screen.findByText('This could not be opened. Check the connection and try again.', {
    selector: '[data-part="toast"] *',
  });

it('a part that cannot be loaded says so, and opens when it is tried again', async () => {
  await failure();
  expect(document.querySelector('[aria-live="assertive"]')?.textContent).toMatch(/not be opened/u);
  isOnline = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('Menu');
  expect(loads).toBe(2);
});

it('a part that fails again says so again', async () => {
  await failure();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(loads).toBe(2));
  await failure();
  expect(screen.getByText('waiting')).toBeDefined();
});

it('a part that nobody wants any more is closed with its notice', async () => {
  await failure();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.getByText('closed')).toBeDefined();
});
