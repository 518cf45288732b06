import { cleanup, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { useState, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer, type ComposerProps } from './Composer.tsx';
import { commit, compose, pressTaken } from './test-support/browser-input.ts';

afterEach(cleanup);

function show(props: Partial<ComposerProps> = {}): HTMLTextAreaElement {
  renderInProvider(<Composer onSend={vi.fn()} {...props} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  field.focus();
  return field;
}

/** An owner that keeps the text. */
function Kept(props: ComposerProps): ReactNode {
  const [text, setText] = useState('');
  return (
    <Composer
      {...props}
      text={text}
      onTextChange={(next, selection) => {
        setText(next);
        props.onTextChange?.(next, selection);
      }}
    />
  );
}

/** A key press of the user follows the end of a composition by far more than the echo of a browser does. */
async function untilEchoesEnd(): Promise<void> {
  const ended = performance.now();
  await vi.waitUntil(() => performance.now() - ended > 60);
}

it('keeps Enter for the input method while it composes, and sends the finished text after', async () => {
  const onSend = vi.fn();
  const field = show({ onSend });
  await compose('한구');
  await expect.poll(() => field.value).toBe('한구');
  await pressTaken('Enter');
  expect(onSend).not.toHaveBeenCalled();
  await commit('한국');
  await expect.poll(() => field.value).toBe('한국');
  expect(onSend).not.toHaveBeenCalled();
  await untilEchoesEnd();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => onSend.mock.calls).toEqual([['한국']]);
  expect(field.value).toBe('');
});

it('keeps Escape and the arrows for it, and leaves the edit open', async () => {
  const editing = { key: '1', text: '한', onSave: vi.fn(), onCancel: vi.fn() };
  const onEditLast = vi.fn();
  const onEscape = vi.fn();
  const field = show({ editing, onEditLast, onEscape });
  await compose('구');
  await expect.poll(() => field.value).toBe('한구');
  for (const key of ['Escape', 'ArrowUp', 'Enter', 'Tab']) await pressTaken(key);
  expect(field.value).toBe('한구');
  for (const call of [editing.onSave, editing.onCancel, onEditLast, onEscape]) {
    expect(call).not.toHaveBeenCalled();
  }
  await commit('국');
  await untilEchoesEnd();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => editing.onSave.mock.calls).toEqual([['한국']]);
});

it('cancels the edit with the Escape after the one that ended the composition', async () => {
  const editing = { key: '1', text: 'sent', onSave: vi.fn(), onCancel: vi.fn() };
  const field = show({ editing });
  await compose('ㅎ');
  await expect.poll(() => field.value).toBe('sentㅎ');
  await pressTaken('Escape');
  await compose('');
  await expect.poll(() => field.value).toBe('sent');
  expect(editing.onCancel).not.toHaveBeenCalled();
  await untilEchoesEnd();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => editing.onCancel.mock.calls.length).toBe(1);
});

it('does not ask for an edit while a composition has not written anything yet', async () => {
  const onEditLast = vi.fn();
  const field = show({ onEditLast });
  await compose('ㅎ');
  await expect.poll(() => field.value).toBe('ㅎ');
  await compose('');
  await expect.poll(() => field.value).toBe('');
  await pressTaken('ArrowUp');
  expect(onEditLast).not.toHaveBeenCalled();
  await untilEchoesEnd();
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(() => onEditLast.mock.calls.length).toBe(1);
});

it('lets a composition go on when the owner keeps the text and renders at every step', async () => {
  const onTextChange = vi.fn();
  const onSend = vi.fn();
  renderInProvider(<Kept onSend={onSend} onTextChange={onTextChange} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  field.focus();
  for (const step of ['ㅎ', '하', '한']) {
    await compose(step);
    await expect.poll(() => field.value).toBe(step);
  }
  await commit('한국어');
  await expect.poll(() => field.value).toBe('한국어');
  expect(onTextChange.mock.lastCall?.[0]).toBe('한국어');
});
