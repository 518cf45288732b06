import '@testing-library/jest-dom/vitest';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { ChatApp } from './ChatApp.tsx';
import {
  createConnectedScene,
  type ConnectedScene,
  type ScenePerson,
} from './test-support/connected-scene.tsx';

let scene: ConnectedScene;
let linus: ScenePerson;
let people: readonly AvatarPerson[];

/** Well formed, and of nobody. */
const stranger: AvatarPerson = {
  userId: '8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-00000000ffff',
  displayName: 'Stranger',
};

beforeEach(async () => {
  scene = await createConnectedScene(['Hello']);
  linus = await scene.signIn('Linus');
  people = [
    { userId: scene.grace.session.userId, displayName: 'Grace' },
    { userId: linus.session.userId, displayName: 'Linus' },
    stranger,
  ];
  scene.render(<ChatApp initialThreadId={scene.threadId} people={people} />);
  await screen.findByRole('heading', { name: 'Launch' });
  await scene.untilLive();
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

const press = async (name: string | RegExp, within_?: HTMLElement): Promise<void> =>
  userEvent.click(await (within_ ? within(within_) : screen).findByRole('button', { name }));
const panel = (): HTMLElement => screen.getByRole('region', { name: /^People/u });

describe('adding people', () => {
  async function openDialog(): Promise<HTMLElement> {
    await press('2 people');
    await press('Add people');
    return await screen.findByRole('dialog', { name: 'Add people' });
  }

  it('offers those who are not there yet, and adds who was chosen', async () => {
    const dialog = await openDialog();
    expect(within(dialog).queryByRole('checkbox', { name: /Grace/u })).toBeNull();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /Linus/u }));
    await press('Add', dialog);
    await waitFor(() => expect(within(panel()).getByText('Linus')).toBeInTheDocument());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shares no more of the history than was chosen', async () => {
    const dialog = await openDialog();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /Linus/u }));
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Messages from now on' }));
    await press('Add', dialog);
    await waitFor(() => expect(within(panel()).getByText('Linus')).toBeInTheDocument());
    const contents: (string | undefined)[] = [];
    const thread = linus.client.getChatThreadClient(scene.threadId);
    for await (const { content } of thread.listMessages()) contents.push(content?.message);
    expect(contents).not.toContain('Hello');
  });

  it('finds a person by raw id', async () => {
    const dialog = await openDialog();
    const id = (await scene.signIn('Sana')).session.userId;
    await userEvent.type(within(dialog).getByRole('searchbox', { name: 'People' }), id);
    await userEvent.click(within(dialog).getByRole('checkbox', { name: id }));
    await press('Add', dialog);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: '3 people' })).toBeInTheDocument();
  });
});

it('removes a person once the user has said yes', async () => {
  await press('2 people');
  await press('Remove Grace');
  const dialog = await screen.findByRole('dialog', { name: 'Remove Grace?' });
  await press('Remove', dialog);
  await waitFor(() => expect(within(panel()).queryByText('Grace')).toBeNull());
});

it('starts a thread with the people who were chosen, and opens it', async () => {
  await press('New chat');
  const dialog = await screen.findByRole('dialog', { name: 'New chat' });
  await userEvent.click(within(dialog).getByRole('checkbox', { name: /Linus/u }));
  await press('Start chat', dialog);
  expect(await screen.findByRole('heading', { level: 2, name: 'Ada, Linus' })).toBeInTheDocument();
});
