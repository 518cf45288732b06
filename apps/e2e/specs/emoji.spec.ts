import { composer, message, openThread } from '../harness/chat-page.ts';
import { expect, test } from '../harness/fixtures.ts';
import { focused } from '../harness/keyboard.ts';

test('an emoji is written by its shortcode and from the picker, and arrives', async ({
  openPair,
}) => {
  const [ada, grace] = await openPair('Design review');
  const elsewhere: string[] = [];
  ada.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isOwn = ['localhost', '127.0.0.1'].includes(hostname) || protocol === 'blob:';
    if (!isOwn && protocol !== 'data:') elsewhere.push(request.url());
  });
  await composer(ada).pressSequentially('Launched :rocke');
  await expect(ada.getByRole('option').first()).toContainText(':rocket:');
  await ada.keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue('Launched 🚀 ');
  await ada.keyboard.type(':tada:');
  await expect(composer(ada)).toHaveValue('Launched 🚀 🎉');

  await ada.getByRole('button', { name: 'Insert emoji' }).click();
  await expect(ada.getByPlaceholder('Search emoji')).toBeFocused();
  await ada.keyboard.type('clapping');
  await ada.keyboard.press('Enter');
  await expect(composer(ada)).toHaveValue('Launched 🚀 🎉👏');
  await expect(composer(ada)).toBeFocused();
  await ada.keyboard.press('Enter');
  await expect(message(grace, 'Launched 🚀 🎉👏')).toHaveCount(1);
  expect(elsewhere).toEqual([]);
});

test('the picker is used with the keyboard alone, and one emoji is shown large', async ({
  openAs,
}) => {
  const grace = await openAs('grace');
  await openThread(grace, 'Ada and Grace');
  await composer(grace).focus();
  await grace.keyboard.press('Tab');
  await expect(focused(grace)).toHaveAccessibleName('Insert emoji');
  await grace.keyboard.press('Enter');
  await expect(grace.getByPlaceholder('Search emoji')).toBeFocused();
  await grace.keyboard.press('ArrowDown');
  await grace.keyboard.press('ArrowRight');
  await expect(focused(grace)).toHaveText('😃');
  await grace.keyboard.press('Escape');
  await expect(composer(grace)).toBeFocused();
  await grace.keyboard.type(':heart:');
  await expect(composer(grace)).toHaveValue('❤️');
  await grace.keyboard.press('Enter');
  await expect(message(grace, '❤️').last()).toHaveAttribute('data-size', 'emoji');
});
