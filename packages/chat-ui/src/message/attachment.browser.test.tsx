import { cleanup } from '@testing-library/react';
import { page } from 'vitest/browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, sampleMessage } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { Message } from './Message.tsx';

beforeEach(() => page.viewport(800, 600));
afterEach(cleanup);

const picture = { url: 'https://files.invalid/a.png', name: 'a.png', mime: 'image/png' };

function show(attachment: object, text = ''): void {
  const message = sampleMessage(grace, text, {
    metadata: { 'confab.attachments': JSON.stringify([attachment]) },
  });
  renderInProvider(<Message message={message} isOwn={false} groupStart groupEnd />, {
    style: { inlineSize: 600 },
  });
}

const box = (name: string): DOMRect => {
  const element = document.querySelector(`[data-part="${name}"]`);
  if (element === null) throw new Error(`There is no ${name}.`);
  return element.getBoundingClientRect();
};
const untilState = (state: string): Promise<void> =>
  vi.waitFor(() =>
    expect(document.querySelector('[data-part="picture"]')?.getAttribute('data-state')).toBe(state),
  );

it('keeps room for a picture of known size, at most 320 px high', () => {
  show({ ...picture, width: 800, height: 1600 });
  expect(Math.round(box('picture').height)).toBe(320);
  expect(Math.round(box('picture').width)).toBe(160);
});

it('keeps room for a picture of unknown size', () => {
  show(picture);
  expect(Math.round(box('picture').width)).toBe(320);
  expect(box('picture').height).toBeGreaterThan(200);
});

it('moves nothing when a picture cannot be loaded, and says so', async () => {
  show({ ...picture, width: 480, height: 240 }, 'Here it is');
  const before = [String(box('message')), box('message-content').top];
  await untilState('broken');
  expect([String(box('message')), box('message-content').top]).toEqual(before);
  expect(document.querySelector('[data-part="picture"]')?.textContent).toContain(
    'could not be loaded',
  );
});

it.each([
  ['of the size that was said', 480],
  ['of another size than was said', 100],
])('moves nothing when a picture %s has loaded', async (_what, width) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = 240;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  const answer = URL.createObjectURL(blob ?? new Blob());
  show({ ...picture, width: 480, height: 240 }, 'Here it is');
  const before = [String(box('message')), box('message-content').top];
  const image = document.querySelector('img');
  // The address in the message has to be one of the network; what it answers is here.
  if (image !== null) image.src = answer;
  await untilState('loaded');
  expect([String(box('message')), box('message-content').top]).toEqual(before);
  URL.revokeObjectURL(answer);
});

it('keeps a long file name in its card', () => {
  show({ ...picture, mime: 'application/pdf', name: `${'x'.repeat(190)}.pdf`, bytes: 254_000 });
  expect(box('file').width).toBeLessThanOrEqual(260);
  expect(document.querySelector('[data-part="file"]')?.textContent).toContain('PDF · 254 kB');
});

it('tells the other server neither who asks nor from where, and opens apart from this page', () => {
  show({ ...picture, width: 10, height: 10 });
  expect(document.querySelector('img')?.referrerPolicy).toBe('no-referrer');
  const link = document.querySelector<HTMLAnchorElement>('[data-part="picture"]');
  expect(link?.rel).toBe('noopener noreferrer');
  expect(link?.target).toBe('_blank');
});
