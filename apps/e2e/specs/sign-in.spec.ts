import { expect, test } from '../harness/fixtures.ts';

test('without a user the page offers the demo accounts, and choosing one opens its chats', async ({
  page,
  demo,
}) => {
  await page.goto(demo.url);
  await page.getByRole('link', { name: /Grace/ }).click();
  await expect(page.locator('[data-part="thread-rows"]').getByText('Atlas launch')).toBeVisible();
});

test('an unknown user is told which accounts there are', async ({ page, demo }) => {
  await page.goto(`${demo.url}/?user=nobody`);
  await expect(page.getByRole('alert')).toHaveText(/no demo account “nobody”.*ada, grace/);
  await expect(page.getByRole('link', { name: /Ada/ })).toBeVisible();
});

for (const [name, spoil] of [
  ['that is no token at all', () => 'garbage'],
  ['with a forged signature', (token: string) => `${token.slice(0, -8)}AAAAAAAA`],
] as const) {
  test(`a token ${name} is explained in the page, with a way to sign in again`, async ({
    page,
    demo,
  }) => {
    await page.route('**/demo/token*', async (route) => {
      const answer = await route.fetch();
      const signIn = await answer.json();
      await route.fulfill({ json: { ...signIn, token: spoil(signIn.token) } });
    });
    await page.goto(`${demo.url}/?user=ada`);
    await expect(page.getByText('You are not signed in any more.')).toBeVisible();
    await expect(page.getByText(/401|listChatThreads/)).toHaveCount(0);
    await expect(
      page.getByRole('button', { name: /try again|sign in again/i }).first(),
    ).toBeVisible();
  });
}

test('tokens are given to pages of this machine only', async ({ request, demo }) => {
  const foreign = await request.post(`${demo.url}/demo/token?user=ada`, {
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(foreign.status()).toBe(403);
  expect((await foreign.json()).error.code).toBe('Forbidden');
});

test('a missing and a garbage token get 401 in the error envelope of the service', async ({
  request,
  demo,
}) => {
  for (const headers of [{}, { authorization: 'Bearer garbage' }]) {
    const answer = await request.get(`${demo.endpoint}/chat/threads?api-version=2025-03-15`, {
      headers,
    });
    expect(answer.status()).toBe(401);
    expect((await answer.json()).error.code).toBe('Unauthorized');
  }
});
