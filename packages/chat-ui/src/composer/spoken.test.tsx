import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnnouncerContext } from '../announcer/use-announcer.ts';
import { Composer, type ComposerProps } from './Composer.tsx';

afterEach(cleanup);

const said: string[] = [];
const announcer = {
  say: (text: string): void => void said.push(text),
  alert: (text: string): void => void said.push(`alert: ${text}`),
  arrived: (): void => {},
};

beforeEach(() => {
  said.length = 0;
});

function show(props: Partial<ComposerProps> = {}): HTMLTextAreaElement {
  render(
    <AnnouncerContext.Provider value={announcer}>
      <Composer onSend={() => {}} {...props} />
    </AnnouncerContext.Provider>,
  );
  return screen.getByRole('textbox');
}

const send = (): HTMLElement => screen.getByRole('button', { name: 'Send' });
const fill = (field: HTMLElement, value: string): void => {
  fireEvent.change(field, { target: { value } });
};

describe('what a screen reader hears of the composer', () => {
  it('is nothing of typing, sending, or Enter in an empty field', async () => {
    const field = show();
    await userEvent.type(field, 'Hello{Enter}{Enter}');
    expect(said).toEqual([]);
  });

  it('is why Send does nothing, when it is pressed', async () => {
    show();
    await userEvent.click(send());
    expect(said).toEqual(['Write something to send it']);
    cleanup();
    show({ disabledReason: 'You left this chat' });
    await userEvent.click(send());
    cleanup();
    show({ isLoading: true });
    await userEvent.click(send());
    expect(said.slice(1)).toEqual(['You left this chat', 'One moment: your draft is being loaded']);
  });

  it('is nothing of the second click of a double click on Send', async () => {
    const field = show();
    await userEvent.type(field, 'Hello');
    await userEvent.dblClick(send());
    expect(said).toEqual([]);
  });

  it('is the limit once, each time that it is crossed', () => {
    const field = show({ maxBytes: 10 });
    fill(field, 'x'.repeat(11));
    fill(field, 'x'.repeat(12));
    fill(field, 'x'.repeat(13));
    expect(said).toEqual(['Too long by 1 character.']);
    fill(field, 'x'.repeat(9));
    fill(field, 'x'.repeat(14));
    expect(said.slice(1)).toEqual(['Too long by 4 characters.']);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(said.slice(2)).toEqual(['Too long by 4 characters.']);
  });

  it('is not a draft that was too long before', () => {
    show({ maxBytes: 10, initialText: 'x'.repeat(20) });
    expect(said).toEqual([]);
  });
});
