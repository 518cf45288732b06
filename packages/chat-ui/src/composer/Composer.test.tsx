import { cleanup, fireEvent, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer, type ComposerProps } from './Composer.tsx';

afterEach(cleanup);

function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<(text: string) => void>();
  renderInProvider(<Composer onSend={onSend} placeholder="Message Atlas" {...props} />);
  return {
    onSend,
    field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message Atlas' }),
    button: screen.getByRole('button', { name: 'Send' }),
  };
}

describe('sending', () => {
  it('sends on Enter, clears at once and keeps the focus', async () => {
    const { onSend, field } = show();
    await userEvent.type(field, 'Hello{Enter}');
    expect(onSend.mock.calls).toEqual([['Hello']]);
    expect(field.value).toBe('');
    expect(document.activeElement).toBe(field);
  });

  it('takes out what pasting has left behind, and keeps the joiners of emoji and words', async () => {
    const { onSend, field } = show();
    fireEvent.change(field, { target: { value: '\ufeffa\u00a0b\u200b 👩\u200d💻 می\u200cخواهم' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['a b 👩\u200d💻 می\u200cخواهم']]);
  });

  it('starts a new line on Shift+Enter', async () => {
    const { onSend, field } = show();
    await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two');
    expect(field.value).toBe('one\ntwo');
    expect(onSend).not.toHaveBeenCalled();
  });

  it('sends once for two Enters in one tick, for a held key, and for Enter with a click', async () => {
    const { onSend, field, button } = show();
    await userEvent.type(field, 'once');
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.keyDown(field, { key: 'Enter', repeat: true });
    fireEvent.click(button);
    expect(onSend).toHaveBeenCalledTimes(1);
  });

  it('does not send while the key of an earlier message is still held', async () => {
    const { onSend, field } = show();
    await userEvent.type(field, 'next');
    fireEvent.keyDown(field, { key: 'Enter', repeat: true });
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toBe('next');
  });

  it('does not send white space or invisible characters', async () => {
    const { onSend, field, button } = show();
    fireEvent.change(field, { target: { value: ' \n\u200b ' } });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(button);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toBe(' \n\u200b ');
  });

  it('leaves blank lines around the message out and keeps its indentation', () => {
    const { onSend, field } = show({ initialText: '\n \n  code\nmore \n\n' });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['  code\nmore']]);
  });

  it('needs Ctrl or Command in the other mode', async () => {
    const { onSend, field } = show({ submitMode: 'modEnter' });
    await userEvent.type(field, 'a{Enter}b');
    expect(field.value).toBe('a\nb');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(onSend.mock.calls).toEqual([['a\nb']]);
  });

  it('brings the exact text back when it cannot be taken, and reports why', async () => {
    const error = new Error('full');
    const onError = vi.fn();
    const { field } = show({
      onSend: () => {
        throw error;
      },
      onError,
    });
    await userEvent.type(field, ' exact {Enter}');
    expect(field.value).toBe(' exact ');
    expect(onError.mock.calls).toEqual([[error]]);
  });
});

describe('on a device with only a touch screen', () => {
  const touchScreen = (query: string): { readonly matches: boolean } => ({
    matches: query === '(pointer: coarse)',
  });
  afterEach(() => vi.unstubAllGlobals());

  it('starts a new line on Enter, unless the app says otherwise', () => {
    vi.stubGlobal('matchMedia', touchScreen);
    const { onSend, field } = show({ initialText: 'a' });
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(true);
    expect(onSend).not.toHaveBeenCalled();
    cleanup();
    const chosen = show({ initialText: 'a', submitMode: 'enter' });
    fireEvent.keyDown(chosen.field, { key: 'Enter' });
    expect(chosen.onSend).toHaveBeenCalledOnce();
  });

  it('does not take the focus, and elsewhere takes it without scrolling', () => {
    const focus = vi.spyOn(HTMLElement.prototype, 'focus');
    vi.stubGlobal('matchMedia', touchScreen);
    show({ autoFocus: true });
    expect(focus).not.toHaveBeenCalled();
    cleanup();
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: fine)' }));
    show({ autoFocus: true });
    expect(focus.mock.calls).toEqual([[{ preventScroll: true }]]);
    focus.mockRestore();
  });
});

describe('input methods', () => {
  it('never sends the Enter that ends a composition', async () => {
    const { onSend, field } = show({ initialText: '한국어' });
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 });
    fireEvent.compositionEnd(field);
    // Some browsers repeat the key right after the composition, without any mark.
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['한국어']]);
  });
});

describe('length', () => {
  it('counts in the last tenth, and refuses and keeps what is too long', async () => {
    const { onSend, field, button } = show({ initialText: 'x'.repeat(25_300) });
    expect(screen.getByText('2,700')).toBeDefined();
    fireEvent.change(field, { target: { value: 'x'.repeat(28_038) } });
    expect(screen.getByText('Too long by 38 characters.')).toBeDefined();
    expect(screen.getByText('−38')).toBeDefined();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.keyDown(field, { key: 'Enter' });
    await userEvent.click(button);
    expect(onSend).not.toHaveBeenCalled();
    expect(field.value).toHaveLength(28_038);
  });

  it('shows no counter before that', () => {
    show({ initialText: 'x'.repeat(25_000) });
    expect(screen.queryByText('3,000')).toBeNull();
  });
});

describe('typing', () => {
  it('is told for edits by the user only', async () => {
    const onTyping = vi.fn();
    const { field } = show({ onTyping, initialText: 'draft' });
    expect(onTyping).not.toHaveBeenCalled();
    await userEvent.type(field, 'ab');
    expect(onTyping).toHaveBeenCalledTimes(2);
    await userEvent.keyboard('{Enter}');
    await userEvent.type(field, ' ');
    expect(onTyping).toHaveBeenCalledTimes(2);
  });

  it('is not told for keys that change nothing', async () => {
    const onTyping = vi.fn();
    const { field } = show({ onTyping, initialText: 'draft' });
    await userEvent.type(field, '{ArrowLeft}{Shift}{Control}{Escape}{Home}');
    await userEvent.tab();
    expect(onTyping).not.toHaveBeenCalled();
  });

  it('is not told while the field is read-only or a message is edited', async () => {
    const onTyping = vi.fn();
    const { field } = show({ onTyping, isLoading: true });
    await userEvent.type(field, 'a');
    cleanup();
    const editing = { key: '1', text: 'sent', onSave: vi.fn(), onCancel: vi.fn() };
    renderInProvider(<Composer onSend={vi.fn()} onTyping={onTyping} editing={editing} />);
    await userEvent.type(screen.getByRole('textbox'), 'b');
    expect(onTyping).not.toHaveBeenCalled();
  });

  it('passes on every change of the text with the caret, the clearing after a send included', async () => {
    const onTextChange = vi.fn();
    const { field } = show({ onTextChange });
    await userEvent.type(field, 'ab{Enter}');
    expect(onTextChange.mock.calls).toEqual([
      ['a', [1, 1]],
      ['ab', [2, 2]],
      ['', [0, 0]],
    ]);
  });
});

describe('a file that goes out with the text', () => {
  it('can be sent without a text, once', async () => {
    const { onSend, field, button } = show({ canSendEmpty: true });
    expect(button.getAttribute('aria-disabled')).toBeNull();
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.keyDown(field, { key: 'Enter' });
    await userEvent.click(button);
    expect(onSend.mock.calls).toEqual([['']]);
  });
});

describe('what stands around the text', () => {
  it('shows a node above it, and a line under it that describes the field', () => {
    const { field } = show({ above: <p>Reply to Grace</p>, hint: 'Goes out when you’re back' });
    expect(screen.getByText('Reply to Grace')).toBeDefined();
    const hint = screen.getByText('Goes out when you’re back');
    expect(field.getAttribute('aria-describedby')).toBe(hint.id);
  });

  it('sends offline: a hint changes nothing about that', async () => {
    const { onSend, field } = show({ hint: 'You’re offline' });
    await userEvent.type(field, 'Hello{Enter}');
    expect(onSend.mock.calls).toEqual([['Hello']]);
  });
});

describe('a composer whose draft is being loaded', () => {
  it('looks as ever and takes neither text nor a send', async () => {
    const { onSend, field, button } = show({ isLoading: true, canSendEmpty: true });
    expect(field.placeholder).toBe('Message Atlas');
    expect(field.readOnly).toBe(true);
    await userEvent.type(field, 'a{Enter}');
    expect(field.value).toBe('');
    expect(onSend).not.toHaveBeenCalled();
    expect(button.title).toBe('One moment: your draft is being loaded');
  });
});

describe('a disabled composer', () => {
  it('says why, takes no text and keeps what was there', async () => {
    const reason = 'You can’t write here: you left this chat';
    const { onSend, field } = show({ disabledReason: reason, initialText: 'kept' });
    expect(field.placeholder).toBe(reason);
    expect([field.title, screen.getByRole('button').title]).toEqual([reason, reason]);
    expect(field.readOnly).toBe(true);
    expect(field.value).toBe('');
    fireEvent.keyDown(field, { key: 'Enter' });
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(onSend).not.toHaveBeenCalled();
  });
});
