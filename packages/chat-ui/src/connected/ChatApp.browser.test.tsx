import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { laterChunk } from '../later/later-chunk.ts';
import '../styles/styles.css';
import { ChatApp } from './ChatApp.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

it('at 390 px the focus goes with the user: to the composer, and back to the row', async () => {
  await page.viewport(390, 700);
  scene = await createConnectedScene(['We go at ten.']);
  await scene.createThread('Review', ['Much calmer than before.']);
  scene.render(<ChatApp />, { style: { inlineSize: '390px', blockSize: '600px' } });
  const list = await screen.findByRole('navigation', { name: 'Chats' });
  const row = await within(list).findByRole('button', { name: /^Launch/u });
  row.focus();
  await userEvent.keyboard('{Enter}');
  const field = await screen.findByRole('textbox', { name: 'Message Launch' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await userEvent.click(screen.getByRole('button', { name: 'Back to chats' }));
  expect(document.activeElement).toBe(row);
});

it('F6 goes from the composer to the list of threads with regionCycling, and nowhere without', async () => {
  await page.viewport(1000, 700);
  scene = await createConnectedScene(['We go at ten.']);
  const app = (regionCycling: boolean): ReactNode => (
    <ChatApp initialThreadId={scene.threadId} regionCycling={regionCycling} />
  );
  const style = { inlineSize: '900px', blockSize: '600px' };
  const { rerender } = scene.render(app(false), { style });
  const field = await screen.findByRole('textbox', { name: 'Message Launch' });
  const list = await screen.findByRole('navigation', { name: 'Chats' });
  const row = await within(list).findByRole('button', { name: /^Launch/u });
  field.focus();
  await userEvent.keyboard('{F6}');
  expect(document.activeElement).toBe(field);
  rerender(scene.wrap(app(true), { style }));
  await laterChunk.load();
  await userEvent.keyboard('{F6}');
  expect(document.activeElement).toBe(row);
});
