import { expect } from '../harness/session-fixtures.ts';
import { paths, watchRequests } from '../harness/session-network.ts';
import {
  chat,
  createChat,
  field,
  openChat,
  row,
  rows,
  send,
  tabTo,
  test,
} from '../harness/hooks-only-fixtures.ts';

test('two people write, see each other type, and see what was read', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await field(grace).pressSequentially('Are you there?');
  await expect(ada.getByText('Grace is typing…')).toBeVisible();
  await field(grace).press('Enter');
  await ada.bringToFront();
  await expect(row(ada, 'Are you there?')).toBeVisible();
  await expect(ada.getByText('is typing…')).toHaveCount(0);
  await expect(row(grace, 'Are you there?')).toContainText('read');
  await send(ada, '<b>Here</b> I am');
  await expect(row(grace, '<b>Here</b> I am')).toBeVisible();
});

test('a message counts as read only once it is on screen', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await row(ada, 'Step 80').scrollIntoViewIfNeeded();
  await expect(row(ada, 'Step 120')).not.toBeInViewport();
  await send(grace, 'Below the fold');
  await expect(row(ada, 'Below the fold')).toBeAttached();
  await expect(row(grace, 'Below the fold')).toContainText('sent');
  await row(ada, 'Below the fold').scrollIntoViewIfNeeded();
  await expect(row(grace, 'Below the fold')).toContainText('read');
});

test('a page behind another tab has read nothing, and one receipt goes out when its reader comes back', async ({
  openAs,
  plainProfile,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace', { profile: plainProfile });
  const receipts = watchRequests(plainProfile, 'POST', paths.receipts);
  const other = await plainProfile.newPage();
  await expect.poll(() => grace.evaluate(() => document.visibilityState)).toBe('hidden');
  // A page that has sent no receipt yet would send its first one at once.
  await grace.reload();
  // Nothing can be clicked in a page that draws nothing.
  await chat(grace, 'Launch').dispatchEvent('click');
  await expect(field(grace)).toBeEditable();
  receipts.length = 0;
  await send(ada, 'Behind another tab');
  await expect(row(grace, 'Behind another tab')).toBeAttached();
  const typing = grace.waitForRequest(/typing/);
  await field(grace).fill('Not looking');
  await typing;
  expect(receipts).toEqual([]);
  await expect(row(ada, 'Behind another tab')).toContainText('sent');
  await other.close();
  await grace.bringToFront();
  await expect(row(ada, 'Behind another tab')).toContainText('read');
  expect(receipts.length).toBe(1);
});

test('older messages come page by page, to the beginning, and the reader stays where he is', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const older = ada.getByRole('button', { name: 'Older messages' });
  await older.scrollIntoViewIfNeeded();
  const first = await rows(ada).getByRole('listitem').getByRole('paragraph').first().innerText();
  const top = async (): Promise<number> => (await row(ada, first).boundingBox())?.y ?? NaN;
  const before = await top();
  await older.click();
  await expect(row(ada, 'Step 40 of')).toBeAttached();
  expect(Math.abs((await top()) - before)).toBeLessThan(2);
  await older.click();
  await expect(row(ada, 'Step 1 of')).toBeAttached();
  await expect(older).toHaveCount(0);
});

test('a draft is there after a reload, in the chat that it was written in', async ({ openAs }) => {
  const ada = await openAs('ada');
  await field(ada).fill('Not yet sent');
  await expect(field(ada)).toHaveValue('Not yet sent');
  await ada.reload();
  await openChat(ada, 'Launch');
  await expect(field(ada)).toHaveValue('Not yet sent');
});

test('a word that is still being composed is not sent by Enter', async ({ openAs }) => {
  const ada = await openAs('ada');
  await field(ada).focus();
  const session = await ada.context().newCDPSession(ada);
  await session.send('Input.imeSetComposition', {
    text: '한구',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await field(ada).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(field(ada)).toHaveValue('한구');
  await session.send('Input.insertText', { text: '한국' });
  await field(ada).press('Enter');
  await expect(row(ada, '한국')).toBeVisible();
  await expect(row(ada, '한구')).toHaveCount(0);
});

test('own messages are edited and deleted, and the other sees it', async ({ openAs }) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await send(ada, 'A tpyo');
  await row(ada, 'A tpyo').getByRole('button', { name: 'Edit' }).click();
  await ada.getByRole('textbox', { name: 'Edit' }).fill('A typo');
  await ada.getByRole('textbox', { name: 'Edit' }).press('Enter');
  await expect(row(grace, 'A typo')).toContainText('edited');
  await row(ada, 'A typo').getByRole('button', { name: 'Delete' }).click();
  await expect(row(grace, 'A typo')).toHaveCount(0);
  await expect(row(grace, 'Deleted').last()).toBeVisible();
});

test('without a network the page says so, and what was written arrives once when it is back', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await ada.context().setOffline(true);
  await expect(ada.getByRole('status')).toContainText('You are offline');
  await send(ada, 'Written on the train');
  await expect(row(ada, 'Written on the train')).toContainText('queued');
  await ada.context().setOffline(false);
  await expect(row(grace, 'Written on the train')).toHaveCount(1);
  await expect(ada.getByRole('status')).toBeEmpty();
  await expect(row(ada, 'Written on the train')).toHaveCount(1);
  await expect(row(ada, 'Written on the train')).not.toContainText('queued');
});

test('a message that was refused says why, and is tried again or taken back', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const sends = /\/messages\?/;
  await ada.route(sends, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 403,
          headers: { 'Access-Control-Allow-Origin': '*' },
          json: { error: { code: 'Forbidden', message: 'Not now.' } },
        })
      : route.fallback(),
  );
  await send(ada, 'Refused at first');
  await send(ada, 'Taken back');
  await expect(row(ada, 'Refused at first').getByRole('alert')).toBeVisible();
  await row(ada, 'Taken back').getByRole('button', { name: 'Discard' }).click();
  await expect(row(ada, 'Taken back')).toHaveCount(0);
  await ada.unroute(sends);
  await row(ada, 'Refused at first').getByRole('button', { name: 'Try again' }).click();
  await expect(row(ada, 'Refused at first')).toContainText('sent');
});

test('who cannot be added is named, and only those are tried again', async ({ openAs }) => {
  const ada = await openAs('ada');
  await createChat(ada, 'Trip', 'Grace, 8:acs:nobody');
  const failed = ada.getByRole('navigation').getByRole('alert');
  await expect(failed).toContainText('8:acs:nobody could not be added');
  await expect(failed).not.toContainText('Grace');
  const request = ada.waitForRequest(/participants\/:add/);
  await failed.getByRole('button', { name: 'Try these again' }).click();
  expect((await request).postData()).not.toContain('Grace');
  await expect(failed).toContainText('8:acs:nobody could not be added');
  await failed.getByRole('button', { name: 'Dismiss' }).click();
  await expect(failed).toHaveCount(0);

  await openChat(ada, 'Trip');
  await ada.getByText('People (2)').click();
  await ada.getByRole('textbox', { name: 'Add people' }).fill('Linus');
  await ada.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(ada.getByText('People (3)')).toBeVisible();
});

test('who is removed keeps what he can see, and is told that he cannot write', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const grace = await openAs('grace');
  await createChat(ada, 'Secret', 'Grace');
  await openChat(grace, 'Secret');
  await send(ada, 'Between us');
  await expect(row(grace, 'Between us')).toBeVisible();
  await ada.getByText('People (2)').click();
  await ada.getByRole('button', { name: 'Remove Grace' }).click();
  await expect(grace.getByText('You are no longer in this chat.')).toBeVisible();
  await expect(row(grace, 'Between us')).toBeVisible();
  await expect(field(grace)).toHaveCount(0);
});

test('what was typed into an edit keeps its lines, and comes back with the reason when it is refused', async ({
  openAs,
}) => {
  const ada = await openAs('ada');
  const edit = ada.getByRole('textbox', { name: 'Edit' });
  await send(ada, 'One line\nand another');
  await row(ada, 'One line').getByRole('button', { name: 'Edit' }).click();
  await expect(edit).toBeFocused();
  await ada.keyboard.type(', and a word');
  await edit.press('Enter');
  await expect(row(ada, 'One line').getByRole('paragraph')).toHaveText(
    'One line\nand another, and a word',
  );
  await row(ada, 'One line').getByRole('button', { name: 'Edit' }).click();
  const long = 'x'.repeat(28_001);
  await edit.fill(long);
  await edit.press('Enter');
  await expect(rows(ada).getByRole('alert')).toContainText('Shorten it');
  await expect(edit).toHaveValue(long);
  await ada.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(ada, 'and another, and a word')).toBeVisible();
});

test('who sends while reading far above sees what was sent', async ({ openAs }) => {
  const ada = await openAs('ada');
  await row(ada, 'Step 110 of').scrollIntoViewIfNeeded();
  await send(ada, 'Said from above');
  await expect(row(ada, 'Said from above')).toBeInViewport();
});

test('more chats come when they are asked for, and a deleted one says so', async ({
  app,
  openAs,
}) => {
  const account = await fetch(`${app.url}sign-in?user=linus`);
  const { endpoint, token, userId } = await account.json();
  const call = async (method: string, path: string, body?: object) =>
    await fetch(`${endpoint}/chat/threads${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const participants = [{ communicationIdentifier: { rawId: userId } }];
  for (let index = 10; index < 30; index += 1)
    await call('POST', '', { topic: `Topic ${index}`, participants });
  const linus = await openAs('linus', { topic: 'Topic 29' });
  await expect(chat(linus, 'Topic')).toHaveCount(15);
  await linus.getByRole('button', { name: 'More chats' }).click();
  await expect(chat(linus, 'Topic')).toHaveCount(20);
  await expect(linus.getByRole('button', { name: 'More chats' })).toHaveCount(0);

  const { value } = await (await call('GET', '')).json();
  const { id } = value.find(({ topic }: { topic: string }) => topic === 'Topic 29');
  await call('DELETE', `/${encodeURIComponent(id)}`);
  await expect(linus.getByText('This chat was deleted.')).toBeVisible();
  await expect(field(linus)).toHaveCount(0);
});

test('a browser that keeps nothing says so, and sends all the same', async ({
  browser,
  openAs,
}) => {
  const profile = await browser.newContext();
  await profile.addInitScript(() =>
    Object.defineProperty(window, 'indexedDB', { value: undefined }),
  );
  const ada = await openAs('ada', { profile });
  await expect(ada.getByRole('status')).toContainText('This browser keeps nothing');
  await send(ada, 'Kept nowhere');
  await expect(row(ada, 'Kept nowhere')).toContainText('sent');
  await profile.close();
});

test('the whole of it works with the keyboard alone', async ({ openAs }) => {
  const ada = await openAs('ada');
  const { keyboard } = ada;
  await ada.reload();
  await tabTo(ada.getByRole('navigation').locator('summary'));
  await keyboard.press('Enter');
  await tabTo(ada.getByRole('textbox', { name: 'Topic' }));
  await keyboard.type('By hand');
  await keyboard.press('Enter');
  await expect(ada.getByRole('heading', { level: 2, name: 'By hand' })).toBeVisible();
  await tabTo(field(ada));
  await keyboard.type('With the keyboard');
  await keyboard.press('Enter');
  await expect(row(ada, 'With the keyboard')).toContainText('sent');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await keyboard.type(' alone');
  await keyboard.press('Enter');
  await expect(row(ada, 'With the keyboard alone')).toContainText('edited');
  await tabTo(row(ada, 'With the keyboard alone').getByRole('button', { name: 'Delete' }));
  await keyboard.press('Enter');
  await expect(rows(ada)).toContainText('Deleted');
});
