import { cleanup, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import '../styles/styles.css';
import { Composer, type ComposerProps } from './Composer.tsx';

afterEach(cleanup);

function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<(text: string) => void>();
  renderInProvider(
    <ThreadPane label="Atlas" composer={<Composer onSend={onSend} {...props} />}>
      <p>Messages</p>
    </ThreadPane>,
    { style: { inlineSize: '600px', blockSize: '500px' } },
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  const box = field.closest<HTMLElement>("[data-part='composer-field']");
  if (box === null)
    throw new Error('The composer has no field. Its markup has changed: adapt this test.');
  return { onSend, field, height: () => box.getBoundingClientRect().height };
}

describe('the height of the composer', () => {
  it('is one line at first, grows with each line, and stops at eight', async () => {
    const { field, height } = show();
    expect(height()).toBe(44);
    await userEvent.fill(field, 'a\nb\nc');
    expect(height()).toBe(84);
    await userEvent.fill(field, 'a\n'.repeat(7));
    expect(height()).toBe(184);
    await userEvent.fill(field, 'a\n'.repeat(20));
    expect(height()).toBe(184);
    expect(field.scrollHeight).toBeGreaterThan(field.clientHeight);
  });

  it('grows with text that wraps, and is one line again after a send', async () => {
    const { field, height } = show();
    await userEvent.fill(field, 'word '.repeat(60));
    expect(height()).toBeGreaterThan(64);
    await userEvent.type(field, '{Enter}');
    expect(height()).toBe(44);
  });

  it('has room for a last line that is still empty', async () => {
    const { field, height } = show();
    await userEvent.fill(field, 'a\n');
    expect(height()).toBe(64);
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

it('lets the browser undo what the user has written', async () => {
  const { field } = show();
  await userEvent.type(field, 'abc');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => field.value).not.toBe('abc');
});
