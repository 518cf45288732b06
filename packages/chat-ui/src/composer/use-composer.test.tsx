import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { UseComposerOptions } from './composer-options.ts';
import { useComposer } from './use-composer.ts';

afterEach(cleanup);

interface FieldProps extends UseComposerOptions {
  readonly inputProps?: Parameters<ReturnType<typeof useComposer>['getInputProps']>[0];
  readonly buttonProps?: Parameters<ReturnType<typeof useComposer>['getSendButtonProps']>[0];
}

function Field({ inputProps, buttonProps, ...options }: FieldProps) {
  const { inputRef, getInputProps, getSendButtonProps, setText } = useComposer(options);
  return (
    <>
      <textarea ref={inputRef} {...getInputProps(inputProps)} />
      <button {...getSendButtonProps(buttonProps)}>Send</button>
      <button onClick={() => setText('from outside')}>Set</button>
    </>
  );
}

it('runs the handlers of the user first, and then its own', () => {
  const order: string[] = [];
  render(
    <Field
      initialText="hi"
      onSend={() => order.push('send')}
      inputProps={{ onKeyDown: () => order.push('user') }}
    />,
  );
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
  expect(order).toEqual(['user', 'send']);
});

it('leaves the key and the click to a handler that prevents the default', () => {
  const onSend = vi.fn();
  render(
    <Field
      initialText="hi"
      onSend={onSend}
      inputProps={{ onKeyDown: (event) => event.preventDefault() }}
      buttonProps={{ onClick: (event) => event.preventDefault() }}
    />,
  );
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
  fireEvent.click(screen.getByText('Send'));
  expect(onSend).not.toHaveBeenCalled();
});

it('leaves a change to a handler that prevents the default, and pasting to the browser', () => {
  const onTextChange = vi.fn();
  const onPaste = vi.fn();
  render(
    <Field
      onSend={vi.fn()}
      onTextChange={onTextChange}
      inputProps={{ onChange: (event) => event.preventDefault(), onPaste }}
    />,
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'a' } });
  expect(onTextChange).not.toHaveBeenCalled();
  expect(fireEvent.paste(screen.getByRole('textbox'))).toBe(true);
  expect(onPaste).toHaveBeenCalledOnce();
});

it('keeps other props of the user', () => {
  render(<Field onSend={vi.fn()} inputProps={{ id: 'mine', maxLength: 5 }} />);
  expect(screen.getByRole('textbox').id).toBe('mine');
});

it('takes text from code without calling it typing', () => {
  const onTyping = vi.fn();
  const onTextChange = vi.fn();
  render(<Field onSend={vi.fn()} onTyping={onTyping} onTextChange={onTextChange} />);
  act(() => screen.getByText('Set').click());
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('from outside');
  expect(onTextChange.mock.calls).toEqual([['from outside', [12, 12]]]);
  expect(onTyping).not.toHaveBeenCalled();
});

it('uses a reference of the owner, and says why it cannot send', () => {
  const inputRef = createRef<HTMLTextAreaElement>();
  const onBlocked = vi.fn();
  render(<Field onSend={vi.fn()} onBlocked={onBlocked} inputRef={inputRef} />);
  expect(inputRef.current).toBe(screen.getByRole('textbox'));
  fireEvent.click(screen.getByText('Send'));
  expect(onBlocked.mock.calls).toEqual([['empty']]);
});

it('uses the newest callback', () => {
  const first = vi.fn();
  const second = vi.fn();
  const { rerender } = render(<Field initialText="hi" onSend={first} />);
  rerender(<Field initialText="hi" onSend={second} />);
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' });
  expect(first).not.toHaveBeenCalled();
  expect(second.mock.calls).toEqual([['hi']]);
});
