import { cleanup, screen } from '@testing-library/react';
import { cdp } from 'vitest/browser';
import { afterEach, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer } from './Composer.tsx';

afterEach(cleanup);

/** The part of Chromium's debugging protocol that works an input method. */
interface InputMethod {
  send(
    method: 'Input.imeSetComposition',
    params: { text: string; selectionStart: number; selectionEnd: number },
  ): Promise<unknown>;
  send(method: 'Input.insertText', params: { text: string }): Promise<unknown>;
  send(method: 'Input.dispatchKeyEvent', params: Record<string, unknown>): Promise<unknown>;
}

it('keeps Enter for the input method while it composes, and sends the finished text after', async () => {
  const onSend = vi.fn();
  renderInProvider(<Composer onSend={onSend} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  field.focus();
  // The typings of the provider leave the protocol open; these three methods are Chromium's.
  const browser = cdp() as unknown as InputMethod;

  await browser.send('Input.imeSetComposition', {
    text: '한구',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await expect.poll(() => field.value).toBe('한구');
  await browser.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Enter',
    code: 'Enter',
    windowsVirtualKeyCode: 229,
  });
  expect(onSend).not.toHaveBeenCalled();

  await browser.send('Input.insertText', { text: '한국' });
  await expect.poll(() => field.value).toBe('한국');
  expect(onSend).not.toHaveBeenCalled();

  // A key press of the user follows the end of a composition by far more than the echo of a browser does.
  const ended = performance.now();
  await vi.waitUntil(() => performance.now() - ended > 60);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
  await browser.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter });
  await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await expect.poll(() => onSend.mock.calls).toEqual([['한국']]);
  expect(field.value).toBe('');
});
