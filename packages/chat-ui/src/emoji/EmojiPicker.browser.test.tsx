import { cleanup, render } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { ChatUiProvider, type ChatUiProviderProps } from '../root/ChatUiProvider.tsx';
import '../styles/styles.css';
import { setReducedMotion } from '../test-support/user-input.ts';
import { EmojiOpener } from './test-support/EmojiOpener.tsx';

const onSelect = vi.fn<(emoji: string) => void>();

beforeEach(() => {
  localStorage.clear();
  onSelect.mockClear();
});
afterEach(cleanup);

const parts = (name: string): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-part="${name}"]`),
];
const cells = (): readonly HTMLElement[] => parts('emoji');
const focused = (): string => document.activeElement?.textContent ?? '';
const searchField = (): HTMLInputElement => {
  const field = document.querySelector<HTMLInputElement>('[data-part="emoji-field"] input');
  if (field === null) throw new Error('There is no field.');
  return field;
};
const inSection = (id: string): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-section="${id}"] [data-part="emoji"]`),
];
const untilClosed = (): Promise<void> =>
  vi.waitFor(() => expect(parts('emoji-picker')).toEqual([]));

async function open(props: ChatUiProviderProps = {}): Promise<void> {
  render(
    <StrictMode>
      <ChatUiProvider {...props} style={{ blockSize: 560, display: 'grid', alignItems: 'end' }}>
        <EmojiOpener onSelect={onSelect} />
      </ChatUiProvider>
    </StrictMode>,
  );
  document.querySelector('button')?.click();
  await vi.waitFor(() => expect(document.activeElement).toBe(searchField()));
}

describe('the keyboard', () => {
  it('begins in the field, goes into the grid and in all directions there', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('😀');
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe('😃');
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe(cells()[10]?.textContent);
    await userEvent.keyboard('{End}');
    expect(focused()).toBe(cells()[17]?.textContent);
    await userEvent.keyboard('{Home}{ArrowUp}{ArrowUp}');
    expect(document.activeElement).toBe(searchField());
  });

  it('reaches the last emoji and comes back, and shows where it is', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}{Control>}{End}{/Control}');
    const last = cells().at(-1);
    expect(document.activeElement).toBe(last);
    const scroller = parts('emoji-scroller')[0]?.getBoundingClientRect();
    const box = last?.getBoundingClientRect();
    expect(box?.bottom).toBeLessThanOrEqual((scroller?.bottom ?? 0) + 1);
    expect(box?.top).toBeGreaterThanOrEqual(scroller?.top ?? 0);
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toBe('😀');
  });

  it('does not hide the focus under a heading on the way up', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}{PageDown}{PageDown}{PageDown}{ArrowUp}{ArrowUp}');
    await userEvent.keyboard('{PageUp}');
    const box = document.activeElement?.getBoundingClientRect();
    const middle = document.elementFromPoint((box?.left ?? 0) + 18, (box?.top ?? 0) + 2);
    expect(middle).toBe(document.activeElement);
  });

  it('has one stop for the grid and one for the groups', async () => {
    await open();
    expect(cells().filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
    await userEvent.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Smileys & emotion');
    await userEvent.tab();
    expect(focused()).toBe('😀');
    await userEvent.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Skin tone: Default');
  });

  it('picks with Enter, closes and gives the focus to the message', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    await untilClosed();
    expect(onSelect.mock.calls).toEqual([['😃']]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Message');
  });

  it('closes with Escape, also while something is searched for, and gives the focus back', async () => {
    await open();
    await userEvent.keyboard('cat{Escape}');
    await untilClosed();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Message');
    expect(onSelect).not.toHaveBeenCalled();
  });

  it('goes the other way in a page that runs from right to left', async () => {
    await open({ dir: 'rtl' });
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(focused()).toBe('😃');
    const [first, second] = cells().map((cell) => cell.getBoundingClientRect().left);
    expect(second).toBeLessThan(first ?? 0);
  });

  it('goes on from the group that was chosen', async () => {
    await open();
    await userEvent.click(document.querySelector('[aria-label="Food & drink"]') ?? document.body);
    await userEvent.tab();
    expect(document.activeElement).toBe(inSection('food')[0]);
    const heading = document.querySelector('[data-section="food"] [data-part="emoji-heading"]');
    expect(heading?.getBoundingClientRect().top).toBeCloseTo(
      parts('emoji-scroller')[0]?.getBoundingClientRect().top ?? 0,
      0,
    );
  });
});

describe('the search', () => {
  it('takes what is typed in the grid', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}tada');
    expect(searchField().value).toBe('tada');
    expect(document.activeElement).toBe(searchField());
    expect(cells()[0]?.textContent).toBe('🎉');
  });

  it('picks the first one with Enter, and stays for more with Shift', async () => {
    await open();
    await userEvent.keyboard('tada{Shift>}{Enter}{/Shift}');
    expect(onSelect.mock.calls).toEqual([['🎉']]);
    expect(parts('emoji-picker')).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await untilClosed();
    expect(onSelect).toHaveBeenCalledTimes(2);
  });

  it('says how much was found through the one announcer, when the user stops typing', async () => {
    await open();
    await userEvent.keyboard('tada');
    await vi.waitFor(() => expect(parts('announcer')[0]?.textContent).toContain('emoji found'), {
      timeout: 3000,
    });
    expect(document.querySelectorAll('[data-part="emoji-picker"] [aria-live]')).toHaveLength(0);
  });

  it('shows no emoji and says why when there is none', async () => {
    await open();
    await userEvent.keyboard('qqqq{Enter}');
    expect(parts('emoji-none')[0]?.textContent).toBe('No emoji for “qqqq”');
    expect(onSelect).not.toHaveBeenCalled();
  });

  it('leads from what was found to a group', async () => {
    await open();
    await userEvent.keyboard('tada');
    await userEvent.click(document.querySelector('[aria-label="Flags"]') ?? document.body);
    expect(searchField().value).toBe('');
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).toBe(inSection('flags')[0]);
  });

  it('leaves Enter and Escape to an input method that composes a Korean syllable', async () => {
    await open({ locale: 'ko' });
    // The runner types the session without methods; the provider gives it the `send` of the browser's debugging protocol.
    const session = cdp() as unknown as { send(method: string, params: unknown): Promise<unknown> };
    await session.send('Input.imeSetComposition', {
      text: '하',
      selectionStart: 1,
      selectionEnd: 1,
    });
    await vi.waitFor(() => expect(parts('emoji-heading')[0]?.textContent).toContain('found'));
    const composing = { isComposing: true, keyCode: 229, bubbles: true, cancelable: true };
    searchField().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ...composing }));
    searchField().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', ...composing }));
    expect(onSelect).not.toHaveBeenCalled();
    expect(parts('emoji-picker')).toHaveLength(1);
    await session.send('Input.insertText', { text: '하' });
    expect(cells().map((cell) => cell.textContent)).toContain('❤️');
  });
});

describe('what this browser keeps', () => {
  it('are the emoji that were picked, the last one first', async () => {
    await open();
    expect(inSection('recent')).toEqual([]);
    await userEvent.click(cells()[3] ?? document.body);
    await untilClosed();
    document.querySelector('button')?.click();
    await vi.waitFor(() =>
      expect(inSection('recent').map(({ textContent }) => textContent)).toEqual(['😁']),
    );
    expect(
      document.querySelector('[data-part="emoji-groups"] input')?.getAttribute('aria-label'),
    ).toBe('Recently used');
  });

  it('is the tone of skin, for everything that has one', async () => {
    await open();
    await userEvent.click(parts('emoji-tone')[0] ?? document.body);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(inSection('people')[0]?.textContent).toBe('👋🏼');
    await userEvent.keyboard('{Escape}');
    expect(parts('emoji-picker')).toHaveLength(1);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Skin tone: Medium-light');
    await userEvent.click(searchField());
    await userEvent.keyboard('+1{Enter}');
    await untilClosed();
    expect(onSelect.mock.calls).toEqual([['👍🏼']]);
  });

  it('is nothing where it refuses, and the picker works', async () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    await open();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await untilClosed();
    vi.restoreAllMocks();
    expect(onSelect.mock.calls).toEqual([['😀']]);
  });
});

describe('the look', () => {
  it('shows the name and the shortcode of the emoji under the pointer', async () => {
    await open();
    await userEvent.hover(cells()[1] ?? document.body);
    expect(parts('emoji-preview')[0]?.textContent).toContain(':smiley:');
  });

  it('marks the group that is in view', async () => {
    await open();
    const scroller = parts('emoji-scroller')[0];
    const animals = document.querySelector<HTMLElement>('[data-section="animals"]');
    if (scroller && animals) scroller.scrollTop = animals.offsetTop + 40;
    await vi.waitFor(() =>
      expect(
        document.querySelector('[data-part="emoji-groups"] :checked')?.getAttribute('aria-label'),
      ).toBe('Animals & nature'),
    );
  });

  it('draws only the groups that are seen, each as high as it will be', async () => {
    await open();
    const sections = parts('emoji-section');
    const skipped = sections.filter((section) => {
      const row = section.querySelector('[data-part="emoji"]');
      return row !== null && !row.checkVisibility({ contentVisibilityAuto: true });
    });
    expect(skipped.length).toBeGreaterThan(5);
    const heights = sections.map((section) => section.offsetHeight);
    await userEvent.keyboard('{ArrowDown}{Control>}{End}{/Control}');
    expect(sections.map((section) => section.offsetHeight)).toEqual(heights);
    expect(document.querySelectorAll('[data-part="emoji-picker"] *').length).toBeLessThan(2500);
  });

  it('does not move for people who want no motion', async () => {
    await setReducedMotion(true);
    try {
      await open();
      const picker = parts('emoji-picker')[0];
      expect(picker && getComputedStyle(picker).animationName).toBe('none');
    } finally {
      await setReducedMotion(false);
    }
  });

  it('marks the chosen group with a line, and keeps the colours of emoji, where the system has its own colours', async () => {
    const session = cdp() as unknown as { send(method: string, params: unknown): Promise<unknown> };
    const setForced = (value: string): Promise<unknown> =>
      session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
    await setForced('active');
    try {
      await open();
      const chosen = document.querySelector('[data-part="emoji-group"]:has(:checked)');
      expect(chosen && getComputedStyle(chosen).borderBlockEndWidth).toBe('2px');
      for (const part of ['emoji', 'emoji-tone']) {
        const [element] = parts(part);
        expect(element && getComputedStyle(element).fontVariantEmoji).toBe('emoji');
      }
    } finally {
      await setForced('');
    }
  });
});

it('asks nobody but the page’s own origin for anything', async () => {
  await open({ locale: 'de' });
  await userEvent.keyboard('herz');
  await vi.waitFor(() => expect(cells().length).toBeGreaterThan(10));
  const origins = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
  expect(origins.length).toBeGreaterThan(0);
  expect([...new Set(origins)]).toEqual([location.origin]);
});
