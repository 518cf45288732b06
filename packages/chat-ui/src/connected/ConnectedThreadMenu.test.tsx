import '@testing-library/jest-dom/vitest';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChatApp } from './ChatApp.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

beforeEach(async () => {
  scene = await createConnectedScene(['Hello']);
  scene.render(<ChatApp initialThreadId={scene.threadId} />);
  await screen.findByRole('heading', { name: 'Launch' });
  await scene.untilLive();
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

async function choose(action: string): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Chat menu' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
  return await screen.findByRole('dialog');
}

it('renames the thread for everybody', async () => {
  const dialog = await choose('Rename');
  const field = within(dialog).getByRole('textbox', { name: 'Topic' });
  expect(field).toHaveValue('Launch');
  await userEvent.clear(field);
  await userEvent.type(field, 'Landing{Enter}');
  expect(await screen.findByRole('heading', { level: 2, name: 'Landing' })).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('does not take an empty topic', async () => {
  const dialog = await choose('Rename');
  await userEvent.clear(within(dialog).getByRole('textbox', { name: 'Topic' }));
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('heading', { level: 2, name: 'Launch' })).toBeInTheDocument();
});

it('does not take a topic while its last word is being composed', async () => {
  const dialog = await choose('Rename');
  const field = within(dialog).getByRole('textbox', { name: 'Topic' });
  // A press that is not prevented submits the form.
  expect(fireEvent.keyDown(field, { key: 'Enter', isComposing: true })).toBe(false);
  expect(fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })).toBe(false);
  expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(true);
});

it('leaves the thread once the user has said yes, and closes it', async () => {
  const dialog = await choose('Leave chat');
  expect(dialog).toHaveAccessibleName('Leave “Launch”?');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Leave chat' }));
  expect(await screen.findByText('No chat open')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Launch/u })).toBeNull());
});

it('deletes the thread for everybody once the user has said yes', async () => {
  const dialog = await choose('Delete chat');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete chat' }));
  expect(await screen.findByText('No chat open')).toBeInTheDocument();
  await waitFor(async () => {
    const thread = scene.grace.client.getChatThreadClient(scene.threadId);
    await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 404 });
  });
});
