import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, useEffect, useState, type ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer, type ComposerProps } from './Composer.tsx';
import type { ComposerEdit } from './use-field-text.ts';

afterEach(cleanup);

const field = (): HTMLTextAreaElement => screen.getByRole('textbox');
const caret = (): readonly number[] => [field().selectionStart, field().selectionEnd];
const onSave = vi.fn<(key: string, text: string) => void>();
const onCancel = vi.fn<(key: string) => void>();
const onSend = vi.fn<(text: string) => void>();
let edit: (message: { key: string; text: string } | undefined) => void = () => {};

/** An owner that opens and closes edits, as an app does. */
function Owner(props: Partial<ComposerProps> & { readonly staysOpen?: boolean }): ReactNode {
  const [message, setMessage] = useState<{ key: string; text: string }>();
  useEffect(() => {
    edit = (next) => act(() => setMessage(next));
  }, []);
  const editing: ComposerEdit | undefined = message && {
    ...message,
    onSave(text) {
      onSave(message.key, text);
      if (props.staysOpen !== true) setMessage(undefined);
    },
    onCancel() {
      onCancel(message.key);
      setMessage(undefined);
    },
  };
  return <Composer onSend={onSend} {...props} editing={editing} />;
}

function show(props: Parameters<typeof Owner>[0] = {}): void {
  for (const mock of [onSave, onCancel, onSend]) mock.mockReset();
  renderInProvider(
    <StrictMode>
      <Owner {...props} />
    </StrictMode>,
  );
}

const one = { key: '1', text: 'See you at five' };
const two = { key: '2', text: 'Or at six' };

describe('an edit', () => {
  it('shows which message it is about, takes the focus and has the caret at the end', () => {
    show({ start: <button>Attach</button>, above: <p>Reply to Grace</p> });
    edit(one);
    expect(screen.getByText('Edit message')).toBeDefined();
    expect(screen.getAllByText('See you at five')).toHaveLength(2);
    expect(field().getAttribute('aria-label')).toBe('Edit message');
    expect(document.activeElement).toBe(field());
    expect(caret()).toEqual([15, 15]);
    expect(screen.queryByText('Attach')).toBeNull();
    expect(screen.queryByText('Reply to Grace')).toBeNull();
  });

  it('is saved with Enter and with the button', async () => {
    show();
    edit(one);
    await userEvent.type(field(), '!{Enter}');
    edit(two);
    await userEvent.type(field(), '?');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSave.mock.calls).toEqual([
      ['1', 'See you at five!'],
      ['2', 'Or at six?'],
    ]);
    expect(onSend).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field());
  });

  it('is saved once, also by an owner that waits for the service', async () => {
    show({ staysOpen: true });
    edit(one);
    await userEvent.type(field(), '!');
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSave.mock.calls).toEqual([['1', 'See you at five!']]);
    await userEvent.type(field(), '!{Enter}');
    expect(onSave).toHaveBeenCalledTimes(2);
  });

  it('takes out what pasting has left behind', () => {
    show();
    edit(one);
    fireEvent.change(field(), { target: { value: 'See\u00a0you\u200b at six\n\n' } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onSave.mock.calls).toEqual([['1', 'See you at six']]);
  });

  it('is given up when nothing was changed', async () => {
    show();
    edit(one);
    await userEvent.type(field(), '!{Backspace}{Enter}');
    expect(onSave).not.toHaveBeenCalled();
    expect(onCancel.mock.calls).toEqual([['1']]);
  });

  it('cannot be saved empty, and says why', async () => {
    show();
    edit(one);
    await userEvent.clear(field());
    const reason = 'An empty message can’t be saved. Delete it instead.';
    expect(field().getAttribute('aria-describedby')).toBe(screen.getByText(reason).id);
    const save = screen.getByRole('button', { name: 'Save' });
    expect([save.title, save.getAttribute('aria-disabled')]).toEqual([reason, 'true']);
    await userEvent.keyboard('{Enter}');
    await userEvent.click(save);
    expect(onSave).not.toHaveBeenCalled();
    expect(onCancel).not.toHaveBeenCalled();
  });

  it('cannot be saved too long', () => {
    show({ maxBytes: 20 });
    edit(one);
    fireEvent.change(field(), { target: { value: 'x'.repeat(22) } });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(screen.getByText('Too long by 2 characters.')).toBeDefined();
    expect(onSave).not.toHaveBeenCalled();
  });

  it('goes on with what was written when it cannot be saved, and can be tried again', async () => {
    const onError = vi.fn();
    show({ onError });
    onSave.mockImplementationOnce(() => {
      throw new Error('refused');
    });
    edit(one);
    await userEvent.type(field(), '!{Enter}');
    expect(field().value).toBe('See you at five!');
    expect(onError).toHaveBeenCalledOnce();
    await userEvent.keyboard('{Enter}');
    expect(onSave).toHaveBeenCalledTimes(2);
    expect(screen.queryByText('Edit message')).toBeNull();
  });

  it('starts over with another message', async () => {
    show();
    edit(one);
    await userEvent.type(field(), '!!!');
    edit(two);
    expect(field().value).toBe('Or at six');
    await userEvent.keyboard('{Escape}');
    expect(onCancel.mock.calls).toEqual([['2']]);
    edit(one);
    expect(field().value).toBe('See you at five');
  });

  it('keeps what is being written when the message changes elsewhere', async () => {
    show();
    edit(one);
    await userEvent.type(field(), '!');
    edit({ ...one, text: 'See you at seven' });
    expect(field().value).toBe('See you at five!');
    await userEvent.keyboard('{Backspace}{Enter}');
    expect(onCancel).toHaveBeenCalledOnce();
  });
});

describe('the draft during an edit', () => {
  it('is untouched, and comes back with its caret after Escape', async () => {
    const onTextChange = vi.fn();
    show({ onTextChange });
    await userEvent.type(field(), 'my draft');
    act(() => {
      field().setSelectionRange(2, 4);
      fireEvent.select(field());
    });
    onTextChange.mockClear();
    edit(one);
    await userEvent.type(field(), ' or so');
    await userEvent.keyboard('{Escape}');
    expect(onCancel.mock.calls).toEqual([['1']]);
    expect(field().value).toBe('my draft');
    expect(caret()).toEqual([2, 4]);
    expect(document.activeElement).toBe(field());
    expect(onTextChange).not.toHaveBeenCalled();
  });

  it('comes back after a save, too', async () => {
    show({ initialText: 'my draft' });
    edit(one);
    await userEvent.type(field(), '!{Enter}');
    expect(field().value).toBe('my draft');
    await userEvent.keyboard('{Enter}');
    expect(onSend.mock.calls).toEqual([['my draft']]);
  });

  it('has its caret at the end when nobody had been in it', async () => {
    show({ initialText: 'my draft' });
    edit(one);
    await userEvent.keyboard('{Escape}');
    expect(caret()).toEqual([8, 8]);
  });

  it('may say the same as the edit that was saved', async () => {
    show({ initialText: 'same' });
    edit({ key: '1', text: 'sam' });
    await userEvent.type(field(), 'e{Enter}');
    await userEvent.keyboard('{Enter}');
    expect(onSave.mock.calls).toEqual([['1', 'same']]);
    expect(onSend.mock.calls).toEqual([['same']]);
  });

  it('comes back when the edit is closed with its button, and the focus goes to the field', async () => {
    show({ initialText: 'my draft' });
    edit(one);
    screen.getByRole('button', { name: 'Cancel editing' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(field().value).toBe('my draft');
    expect(document.activeElement).toBe(field());
  });

  it('is not taken for an empty field while the edit is empty', async () => {
    const onEditLast = vi.fn();
    show({ onEditLast, initialText: 'my draft' });
    edit(one);
    await userEvent.clear(field());
    await userEvent.keyboard('{ArrowUp}');
    expect(onEditLast).not.toHaveBeenCalled();
  });
});
