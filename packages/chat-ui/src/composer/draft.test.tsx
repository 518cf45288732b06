import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { StrictMode, startTransition, useEffect, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Composer, type ComposerProps } from './Composer.tsx';
import type { TextSelection } from './text-selection.ts';

afterEach(cleanup);

const field = (): HTMLTextAreaElement => screen.getByRole('textbox');
const caret = (): TextSelection => [field().selectionStart, field().selectionEnd];

interface OwnerProps extends Partial<ComposerProps> {
  readonly start?: string;
  /** What the owner makes of a text. */
  readonly take?: (text: string) => string;
}

let setFromOutside: (text: string) => void = () => {};

/** An owner that keeps the text, as an app with drafts does. */
function Owner({ start = '', take = (text) => text, ...props }: OwnerProps): ReactNode {
  const [text, setText] = useState(start);
  useEffect(() => {
    setFromOutside = setText;
  }, []);
  return (
    <Composer
      onSend={vi.fn()}
      {...props}
      start={undefined}
      text={text}
      onTextChange={(next, selection) => {
        props.onTextChange?.(next, selection);
        setText(take(next));
      }}
    />
  );
}

function show(props: OwnerProps = {}) {
  const onSend = vi.fn<(text: string) => void>();
  const result = render(<Owner onSend={onSend} {...props} />, { wrapper: StrictMode });
  return { onSend, ...result };
}

describe('a text that the owner keeps', () => {
  it('is what the field shows, key by key', async () => {
    const onTextChange = vi.fn();
    show({ start: 'Hello', onTextChange });
    expect(field().value).toBe('Hello');
    await userEvent.type(field(), '!?');
    expect(field().value).toBe('Hello!?');
    expect(onTextChange.mock.calls.map(([text]) => text)).toEqual(['Hello!', 'Hello!?']);
  });

  it('is empty at once after a send, and is sent once', async () => {
    const { onSend } = show({ start: 'Hello' });
    field().focus();
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('');
    expect(onSend.mock.calls).toEqual([['Hello']]);
  });

  it('is sent once even when the owner lets go of it late', () => {
    const { onSend } = show({ start: 'Hello', take: () => 'Hello' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['Hello']]);
  });

  it('can be sent again when it was written again', async () => {
    const { onSend } = show();
    await userEvent.type(field(), 'ok{Enter}ok{Enter}');
    expect(onSend.mock.calls).toEqual([['ok'], ['ok']]);
  });

  it('comes back with its selection when it cannot be sent', () => {
    const error = new Error('full');
    const onError = vi.fn();
    show({
      start: 'exact text',
      onError,
      onSend: () => {
        throw error;
      },
    });
    field().focus();
    field().setSelectionRange(2, 5);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('exact text');
    expect(caret()).toEqual([2, 5]);
    expect(onError.mock.calls).toEqual([[error]]);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it('comes back with its selection even when it had left the screen', () => {
    show({
      start: 'exact text',
      onError: () => {},
      onSend: () => {
        flushSync(() => {});
        throw new Error(field().value === '' ? 'full' : 'The field was not empty.');
      },
    });
    field().focus();
    field().setSelectionRange(2, 5);
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(field().value).toBe('exact text');
    expect(caret()).toEqual([2, 5]);
  });

  it('leaves the field as it is when the owner refuses a change', async () => {
    const { onSend } = show({ start: 'abc', take: (text) => text.slice(0, 3) });
    await userEvent.type(field(), 'x');
    await userEvent.type(field(), 'x');
    expect(field().value).toBe('abc');
    await userEvent.keyboard('{Enter}');
    expect(onSend.mock.calls).toEqual([['abc']]);
  });

  it('is told where the caret stands when the field is left', async () => {
    const onTextChange = vi.fn();
    show({ start: 'Hello', onTextChange });
    await userEvent.type(field(), '!');
    onTextChange.mockClear();
    await userEvent.tab();
    expect(onTextChange).not.toHaveBeenCalled();
    field().focus();
    field().setSelectionRange(1, 3);
    fireEvent.keyUp(field(), { key: 'Shift' });
    expect(onTextChange).not.toHaveBeenCalled();
    fireEvent.blur(field());
    expect(onTextChange.mock.calls).toEqual([['Hello!', [1, 3]]]);
  });

  it('keeps its caret while nobody can write', () => {
    const onTextChange = vi.fn();
    const props = { onSend: vi.fn(), onTextChange, text: 'Hello', selection: [2, 2] as const };
    const { rerender } = render(<Composer {...props} disabledReason="You left" />);
    act(() => field().focus());
    fireEvent.blur(field());
    rerender(<Composer {...props} />);
    expect(field().value).toBe('Hello');
    expect(onTextChange).not.toHaveBeenCalled();
  });

  it('survives a render that is put off', async () => {
    const { onSend } = show();
    await userEvent.type(field(), 'one');
    act(() => startTransition(() => setFromOutside('one two')));
    expect(field().value).toBe('one two');
    await userEvent.type(field(), '!{Enter}');
    expect(onSend.mock.calls).toEqual([['one two!']]);
  });
});

describe('a text from elsewhere, such as a draft of another tab', () => {
  it('replaces what is there and keeps the caret with its words', () => {
    show({ start: 'buy milk today' });
    act(() => field().focus());
    act(() => {
      field().setSelectionRange(4, 8);
      fireEvent.select(field());
    });
    act(() => setFromOutside('please buy milk today'));
    expect(field().value).toBe('please buy milk today');
    expect(caret()).toEqual([11, 15]);
  });

  it('comes to a composer that was loading, with its caret, and is not called typing', () => {
    const onTyping = vi.fn();
    const onTextChange = vi.fn();
    const props = { onSend: vi.fn(), onTyping, onTextChange, autoFocus: true };
    const { rerender } = render(<Composer {...props} text="" isLoading />);
    expect(field().readOnly).toBe(true);
    rerender(<Composer {...props} text="A draft" selection={[2, 2]} />);
    expect(field().readOnly).toBe(false);
    expect(field().value).toBe('A draft');
    expect(caret()).toEqual([2, 2]);
    fireEvent.blur(field());
    expect(onTyping).not.toHaveBeenCalled();
    expect(onTextChange).not.toHaveBeenCalled();
  });

  it('has the caret at its end when the field is first entered', () => {
    render(<Composer onSend={vi.fn()} initialText="A draft" />);
    field().setSelectionRange(0, 0);
    act(() => field().focus());
    expect(caret()).toEqual([7, 7]);
  });

  it('waits while an input method composes a word', () => {
    show({ start: '' });
    act(() => field().focus());
    fireEvent.compositionStart(field());
    fireEvent.input(field(), { target: { value: '한' }, isComposing: true });
    expect(field().value).toBe('한');
    act(() => setFromOutside('from another tab'));
    expect(field().value).toBe('한');
    fireEvent.compositionEnd(field());
    expect(field().value).toBe('from another tab');
  });

  it('does not wait for ever when the end of a composition is lost', () => {
    show({ start: '' });
    act(() => field().focus());
    fireEvent.input(field(), { target: { value: '한' }, isComposing: true });
    fireEvent.input(field(), { target: { value: '한a' } });
    act(() => setFromOutside('from another tab'));
    expect(field().value).toBe('from another tab');
  });
});
