import { cleanup, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer } from './Composer.tsx';
import { copyAndPaste } from './test-support/browser-input.ts';

afterEach(cleanup);

function show(initialText = '') {
  const onSend = vi.fn<(text: string) => void>();
  const onTyping = vi.fn();
  renderInProvider(<Composer onSend={onSend} onTyping={onTyping} initialText={initialText} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  field.focus();
  return { field, onSend, onTyping };
}

describe('pasting', () => {
  it('takes the text at the caret and leaves the markup, and can be undone in one step', async () => {
    const { field, onSend, onTyping } = show('Hello !');
    field.setSelectionRange(6, 6);
    await copyAndPaste(field, 'brave\u00a0world', '<b>brave&nbsp;<script>x()</script>world</b>');
    await expect.poll(() => field.value).toBe('Hello brave\u00a0world!');
    expect(field.selectionStart).toBe(17);
    expect(onTyping).toHaveBeenCalledOnce();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => field.value).toBe('Hello !');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(() => field.value).toBe('Hello brave\u00a0world!');
    await userEvent.keyboard('{Enter}');
    expect(onSend.mock.calls).toEqual([['Hello brave world!']]);
  });
});

it('lets the browser undo what the user has written', async () => {
  const { field } = show();
  await userEvent.type(field, 'abc');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => field.value).not.toBe('abc');
});
