import type { Locator, Page } from '@playwright/test';
import {
  expect,
  formatParticipant,
  test,
  waitUntilListening,
} from '../harness/official-ui-fixtures.ts';

/** The text of a message in the list; the announcement for screen readers holds it too. */
const message = (page: Page, text: string): Locator =>
  page.locator('[role=text]', { hasText: text });

/** What the UI tells of the thread. */
const told = (page: Page, text: string): Locator => page.getByRole('status', { name: text });

const typeText = (page: Page, text: string): Promise<void> =>
  page.getByPlaceholder('Enter a message').pressSequentially(text, { delay: 20 });

const send = (page: Page): Promise<void> => page.getByPlaceholder('Enter a message').press('Enter');

async function openMenu(page: Page, text: string): Promise<void> {
  await message(page, text).hover();
  await page.getByLabel('More Options').last().click();
}

test('two people see the history, type, write, read, edit and delete', async ({
  signIn,
  startThread,
  ask,
  openUi,
}) => {
  const [ada, grace] = [await signIn('Ada'), await signIn('Grace')];
  const threadId = await startThread(ada, grace);
  for (const content of ['Hello from before', 'Second from before']) {
    const sent = { content, senderDisplayName: 'Ada' };
    await ask(ada, 'POST', `/chat/threads/${threadId}/messages`, sent);
  }

  const [hers, theirs] = [await openUi(ada, threadId), await openUi(grace, threadId)];
  for (const page of [hers, theirs]) {
    await expect(told(page, 'Ada, Grace joined the chat.')).toBeVisible();
    await expect(message(page, 'Hello from before')).toBeVisible();
    await expect(message(page, 'Second from before')).toBeVisible();
  }

  await typeText(theirs, 'Shall we eat at noon?');
  await expect(hers.getByText('Grace is typing')).toBeVisible();
  await send(theirs);
  await expect(message(hers, 'Shall we eat at noon?')).toBeVisible();
  await expect(hers.getByText('Grace is typing')).toBeHidden();
  await expect(theirs.getByLabel('Message seen by others')).toBeVisible();

  await openMenu(theirs, 'Shall we eat at noon?');
  await theirs.getByRole('menuitem', { name: 'Edit' }).click();
  await theirs.getByPlaceholder('Edit your message').fill('Shall we eat at one?');
  await theirs.getByLabel('Done').click();
  await expect(message(hers, 'Shall we eat at one?')).toBeVisible();
  await expect(hers.getByText('Edited', { exact: true })).toBeVisible();
  await expect(message(hers, 'Shall we eat at noon?')).toBeHidden();

  await openMenu(theirs, 'Shall we eat at one?');
  await theirs.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(message(hers, 'Shall we eat at one?')).toBeHidden();
  await expect(message(theirs, 'Shall we eat at one?')).toBeHidden();
});

test('a new topic and a newcomer show at once, and who was removed is told why he cannot send', async ({
  signIn,
  startThread,
  ask,
  openUi,
  thrown,
}) => {
  const [ada, grace, alan] = [await signIn('Ada'), await signIn('Grace'), await signIn('Alan')];
  const threadId = await startThread(ada, grace);
  const [hers, theirs] = [await openUi(ada, threadId), await openUi(grace, threadId)];

  await ask(ada, 'PATCH', `/chat/threads/${threadId}`, { topic: 'Dinner 100% 저녁' });
  for (const page of [hers, theirs]) {
    await expect(page.getByText('Dinner 100% 저녁').first()).toBeVisible();
  }
  const participants = { participants: [formatParticipant(alan)] };
  await ask(ada, 'POST', `/chat/threads/${threadId}/participants/:add`, participants);
  await expect(told(theirs, 'Alan joined the chat.')).toBeVisible();

  const leaver = { communicationUser: { id: grace.userId } };
  await ask(ada, 'POST', `/chat/threads/${threadId}/participants/:remove`, leaver);
  await expect(told(hers, 'Grace left the chat.')).toBeVisible();
  await typeText(theirs, 'Hello?');
  await send(theirs);
  await expect(theirs.getByText('because you are no longer in this chat thread')).toBeVisible();
  // The UI shows a refusal and also leaves its promise unhandled.
  expect(thrown.splice(0)).toEqual([
    expect.stringContaining('Grace: ChatThreadClient.sendTypingNotification: You were removed'),
    expect.stringContaining('Grace: ChatThreadClient.sendMessage: You were removed'),
  ]);
});

test('after the server has died and is back, both hear each other again', async ({
  signIn,
  startThread,
  server,
  openUi,
}) => {
  const [ada, grace] = [await signIn('Ada'), await signIn('Grace')];
  const threadId = await startThread(ada, grace);
  const [hers, theirs] = [await openUi(ada, threadId), await openUi(grace, threadId)];
  await typeText(hers, 'Before');
  await send(hers);
  await expect(message(theirs, 'Before')).toBeVisible();

  const isBack = Promise.all([hers, theirs].map(waitUntilListening));
  await server.kill();
  await server.startAgain();
  await isBack;
  await typeText(theirs, 'After');
  await send(theirs);
  await expect(message(hers, 'After')).toBeVisible();
});
