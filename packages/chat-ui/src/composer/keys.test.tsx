import { cleanup, createEvent, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { Composer, type ComposerProps } from './Composer.tsx';

afterEach(cleanup);

function show(props: Partial<ComposerProps> = {}): HTMLTextAreaElement {
  renderInProvider(<Composer onSend={vi.fn()} {...props} />);
  return screen.getByRole('textbox');
}

/** Presses a key and tells whether something was done with it. */
function press(field: HTMLElement, init: KeyboardEventInit): boolean {
  const event = createEvent.keyDown(field, init);
  fireEvent(field, event);
  return event.defaultPrevented;
}

describe('arrow up', () => {
  it('in the empty field asks to edit the last message', () => {
    const onEditLast = vi.fn();
    expect(press(show({ onEditLast }), { key: 'ArrowUp' })).toBe(true);
    expect(onEditLast).toHaveBeenCalledOnce();
  });

  it('is left to the browser when there is nothing to edit', () => {
    expect(press(show({ onEditLast: () => false }), { key: 'ArrowUp' })).toBe(false);
    cleanup();
    expect(press(show(), { key: 'ArrowUp' })).toBe(false);
  });

  it('moves the caret in a text, white space included', () => {
    const onEditLast = vi.fn();
    expect(press(show({ onEditLast, initialText: ' ' }), { key: 'ArrowUp' })).toBe(false);
    expect(onEditLast).not.toHaveBeenCalled();
  });

  it('asks for nothing with a modifier, held down, or where nobody can write', () => {
    const onEditLast = vi.fn();
    const field = show({ onEditLast });
    for (const modifier of ['shiftKey', 'altKey', 'ctrlKey', 'metaKey']) {
      press(field, { key: 'ArrowUp', [modifier]: true });
    }
    press(field, { key: 'ArrowUp', repeat: true });
    cleanup();
    press(show({ onEditLast, disabledReason: 'You left' }), { key: 'ArrowUp' });
    cleanup();
    press(show({ onEditLast, isLoading: true }), { key: 'ArrowUp' });
    expect(onEditLast).not.toHaveBeenCalled();
  });
});

describe('escape', () => {
  it('closes one layer with each press: the edit, then what the owner has', () => {
    const onCancel = vi.fn();
    const onEscape = vi.fn();
    const editing = { key: '1', text: 'sent', onSave: vi.fn(), onCancel };
    const { rerender } = renderInProvider(
      <Composer onSend={vi.fn()} onEscape={onEscape} editing={editing} />,
    );
    const field = screen.getByRole('textbox');
    expect(press(field, { key: 'Escape' })).toBe(true);
    expect([onCancel.mock.calls.length, onEscape.mock.calls.length]).toEqual([1, 0]);
    rerender(<Composer onSend={vi.fn()} onEscape={onEscape} />);
    press(field, { key: 'Escape', repeat: true });
    expect(onEscape).not.toHaveBeenCalled();
    expect(press(field, { key: 'Escape' })).toBe(true);
    expect(onEscape).toHaveBeenCalledOnce();
  });

  it('is left alone when nobody has anything to close, and clears no text', () => {
    const field = show({ initialText: 'kept', onEscape: () => false });
    expect(press(field, { key: 'Escape' })).toBe(false);
    expect(field.value).toBe('kept');
    cleanup();
    expect(press(show(), { key: 'Escape' })).toBe(false);
  });
});

describe('keys of an input method', () => {
  it('neither send, nor save, nor cancel, nor edit', () => {
    const calls = { onSend: vi.fn(), onEditLast: vi.fn(), onEscape: vi.fn() };
    const field = show(calls);
    for (const key of ['Enter', 'Escape', 'ArrowUp']) {
      expect(press(field, { key, isComposing: true })).toBe(false);
      expect(press(field, { key, keyCode: 229 })).toBe(false);
    }
    cleanup();
    const editing = { key: '1', text: 'sent', onSave: vi.fn(), onCancel: vi.fn() };
    const edit = show({ editing });
    fireEvent.change(edit, { target: { value: 'sent!' } });
    for (const key of ['Enter', 'Escape']) {
      press(edit, { key, isComposing: true });
      press(edit, { key, keyCode: 229 });
    }
    for (const call of [...Object.values(calls), editing.onSave, editing.onCancel]) {
      expect(call).not.toHaveBeenCalled();
    }
  });

  it('do nothing when the browser repeats them after the composition', () => {
    const editing = { key: '1', text: 'sent', onSave: vi.fn(), onCancel: vi.fn() };
    const field = show({ editing });
    fireEvent.compositionEnd(field);
    press(field, { key: 'Escape' });
    expect(editing.onCancel).not.toHaveBeenCalled();
    press(field, { key: 'Escape' });
    expect(editing.onCancel).toHaveBeenCalledOnce();
  });

  it('are the user’s again when the end of a composition was lost', () => {
    const onSend = vi.fn();
    const field = show({ onSend });
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: '한' }, isComposing: true });
    fireEvent.input(field, { target: { value: '한국' } });
    press(field, { key: 'Enter' });
    expect(onSend.mock.calls).toEqual([['한국']]);
  });
});
