import { cleanup, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import '../styles/styles.css';
import { Composer, type ComposerProps } from './Composer.tsx';
import { tap } from '../test-support/user-input.ts';

afterEach(cleanup);

function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<(text: string) => void>();
  const draw = (more: Partial<ComposerProps>): ReactElement => (
    <ThreadPane label="Atlas" composer={<Composer onSend={onSend} {...props} {...more} />}>
      <p>Messages</p>
    </ThreadPane>
  );
  const { rerender } = renderInProvider(draw({}), {
    style: { inlineSize: '400px', blockSize: '500px' },
  });
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  return { onSend, field, change: (more: Partial<ComposerProps>) => rerender(draw(more)) };
}

describe('Enter', () => {
  it('sends, and with Shift starts a new line', async () => {
    const { onSend, field } = show();
    await userEvent.click(field);
    await userEvent.keyboard('one{Shift>}{Enter}{/Shift}two');
    expect(field.value).toBe('one\ntwo');
    await userEvent.keyboard('{Enter}');
    expect(onSend.mock.calls).toEqual([['one\ntwo']]);
    expect([field.value, field.selectionStart]).toEqual(['', 0]);
  });

  it('starts a new line in the other mode, and with Ctrl sends', async () => {
    const { onSend, field } = show({ submitMode: 'modEnter' });
    await userEvent.click(field);
    await userEvent.keyboard('one{Enter}two{Control>}{Enter}{/Control}');
    expect(onSend.mock.calls).toEqual([['one\ntwo']]);
    expect(field.value).toBe('');
  });
});

describe('the focus', () => {
  it('stays in the field when Send is pressed with the pointer', async () => {
    const { onSend, field } = show();
    const onBlur = vi.fn();
    field.addEventListener('blur', onBlur);
    await userEvent.type(field, 'Hello');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSend.mock.calls).toEqual([['Hello']]);
    expect(document.activeElement).toBe(field);
    expect(onBlur).not.toHaveBeenCalled();
  });

  it('stays in the field when Send is tapped', async () => {
    const { onSend, field } = show();
    const onBlur = vi.fn();
    field.addEventListener('blur', onBlur);
    await userEvent.type(field, 'Hello');
    await tap(screen.getByRole('button', { name: 'Send' }));
    await expect.poll(() => onSend.mock.calls).toEqual([['Hello']]);
    expect(document.activeElement).toBe(field);
    expect(onBlur).not.toHaveBeenCalled();
  });

  it('stays in the field when an edit is closed with the pointer', async () => {
    const onCancel = vi.fn();
    const { field } = show({ editing: { key: '1', text: 'sent', onSave: vi.fn(), onCancel } });
    const onBlur = vi.fn();
    field.addEventListener('blur', onBlur);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel editing' }));
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onBlur).not.toHaveBeenCalled();
  });

  it('goes back to the field when Send is pressed with the keyboard', async () => {
    const { onSend, field } = show();
    await userEvent.type(field, 'Hello');
    await userEvent.keyboard('{Tab}{Enter}');
    expect(onSend.mock.calls).toEqual([['Hello']]);
    expect(document.activeElement).toBe(field);
  });

  it('starts in the field when asked to, on a device with a mouse', () => {
    const { field } = show({ autoFocus: true });
    expect(document.activeElement).toBe(field);
  });
});

it('brings text and selection back when the message cannot be taken', async () => {
  const { field } = show({
    onSend: () => {
      throw new Error('full');
    },
    onError: () => undefined,
  });
  await userEvent.fill(field, 'exact text');
  field.setSelectionRange(2, 5);
  await userEvent.keyboard('{Enter}');
  expect(field.value).toBe('exact text');
  await expect.poll(() => [field.selectionStart, field.selectionEnd]).toEqual([2, 5]);
});

describe('the draft', () => {
  it('is back after an edit with the caret where it was, also when the focus was elsewhere', async () => {
    const inner = { key: '1', text: 'a message that was sent', onSave: vi.fn(), onCancel: vi.fn() };
    const { field, change } = show({ initialText: 'one two three' });
    await userEvent.click(field);
    field.setSelectionRange(4, 7);
    field.blur();
    change({ editing: inner });
    await expect.poll(() => document.activeElement).toBe(field);
    expect(field.selectionStart).toBe(inner.text.length);
    await userEvent.type(field, '!');
    change({ editing: undefined });
    expect(field.value).toBe('one two three');
    await expect.poll(() => [field.selectionStart, field.selectionEnd]).toEqual([4, 7]);
  });

  it('keeps the caret with its words when it comes from elsewhere', async () => {
    const { field, change } = show({ text: 'buy milk today', onTextChange: () => undefined });
    await userEvent.click(field);
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect.poll(() => field.selectionStart).toBe(4);
    change({ text: 'please buy milk today' });
    expect([field.selectionStart, field.selectionEnd]).toEqual([11, 11]);
  });
});
