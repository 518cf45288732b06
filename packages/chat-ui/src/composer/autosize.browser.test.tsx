import { cleanup, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { MessageList } from '../list/MessageList.tsx';
import type { ChatUiProviderProps } from '../root/ChatUiProvider.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, grace, sampleMessage } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { Composer } from './Composer.tsx';
import { copyAndPaste, countLayouts } from './test-support/browser-input.ts';

afterEach(cleanup);

let renders = 0;

function show(density: ChatUiProviderProps['density'] = 'default', initialText = '') {
  renderInProvider(
    <ThreadPane
      label="Atlas"
      composer={
        <Profiler id="composer" onRender={() => (renders += 1)}>
          <Composer onSend={() => {}} initialText={initialText} />
        </Profiler>
      }
    >
      <p>Messages</p>
    </ThreadPane>,
    { density, style: { inlineSize: '400px', blockSize: '500px' } },
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox');
  const part = (name: string): HTMLElement => {
    const element = field.closest<HTMLElement>(`[data-part='${name}']`);
    if (element === null) throw new Error(`There is no ${name} around the field.`);
    return element;
  };
  const height = (): number => part('composer-field').getBoundingClientRect().height;
  /** How much of a line of the text is cut off at the top or at the bottom, in px. */
  const cutOff = (line: number): number => {
    const style = getComputedStyle(field);
    const lineHeight = Number.parseFloat(style.lineHeight);
    const top = Number.parseFloat(style.paddingBlockStart) + line * lineHeight - field.scrollTop;
    return Math.max(0, -top, top + lineHeight - field.clientHeight);
  };
  const scrolled = (): number[] => [part('composer').scrollTop, part('composer-grow').scrollTop];
  return { field, height, cutOff, scrolled };
}

/** Free room above and below the letters of a line: browsers bring the letters into view. */
const leading = 2;
const lines = (count: number): string => Array.from({ length: count }, () => 'a').join('\n');

describe('the height of the composer', () => {
  // Line heights 18, 20 and 22 px; at one line all three have 44 px.
  it.each([
    ['compact', 18],
    ['default', 20],
    ['comfortable', 22],
  ] as const)('is one to eight lines at %s density', async (density, lineHeight) => {
    const { field, height } = show(density);
    expect(height()).toBe(44);
    await userEvent.fill(field, lines(3));
    expect(height()).toBe(44 + 2 * lineHeight);
    await userEvent.fill(field, lines(8));
    expect(height()).toBe(44 + 7 * lineHeight);
    expect(field.scrollHeight).toBe(field.clientHeight);
    await userEvent.fill(field, lines(20));
    expect(height()).toBe(44 + 7 * lineHeight);
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

  it('follows a text that breaks nowhere', async () => {
    const { field, height } = show();
    await userEvent.fill(field, 'x'.repeat(10_000));
    expect(height()).toBe(184);
    expect(field.scrollWidth).toBe(field.clientWidth);
  });
});

describe('the line of the caret', () => {
  it.each(['compact', 'default', 'comfortable'] as const)(
    'stays in view while the field grows, at %s density',
    async (density) => {
      const { field, cutOff, scrolled } = show(density);
      await userEvent.click(field);
      for (let line = 1; line <= 11; line += 1) {
        await userEvent.keyboard('a{Shift>}{Enter}{/Shift}');
        expect(cutOff(line)).toBeLessThanOrEqual(leading);
        expect(scrolled()).toEqual([0, 0]);
      }
    },
  );

  it('stays where it is while lines are put in further up, in a full field', async () => {
    const { field, cutOff } = show('default', lines(30));
    await userEvent.click(field);
    field.setSelectionRange(20, 20);
    for (let line = 11; line <= 16; line += 1) {
      await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
      expect(cutOff(line)).toBeLessThanOrEqual(leading);
    }
  });

  it('is in view after a long paste', async () => {
    const { field, cutOff } = show();
    await userEvent.click(field);
    await copyAndPaste(field, lines(40));
    await expect.poll(() => field.value).toBe(lines(40));
    await expect.poll(() => cutOff(39)).toBeLessThanOrEqual(leading);
  });
});

it('leaves the list at its end while the field grows and shrinks', async () => {
  renderInProvider(
    <ThreadPane label="Atlas" composer={<Composer onSend={() => {}} />}>
      <MessageList
        userId={ada.userId}
        messages={Array.from({ length: 40 }, (_, index) =>
          sampleMessage(grace, `Message ${index}`),
        )}
      />
    </ThreadPane>,
    { style: { inlineSize: '400px', blockSize: '500px' } },
  );
  const list = document.querySelector<HTMLElement>("[data-part='scroller']");
  const gap = (): number =>
    list === null ? Number.NaN : list.scrollHeight - list.scrollTop - list.clientHeight;
  await expect.poll(gap).toBeLessThan(1);
  const field = screen.getByRole('textbox');
  await userEvent.fill(field, lines(8));
  await expect.poll(gap).toBeLessThan(1);
  await userEvent.type(field, '{Enter}');
  await expect.poll(gap).toBeLessThan(1);
});

describe('a key press', () => {
  it.each([100, 5_000, 24_000])(
    'at the end of %d characters renders the composer once and lays out no more than it must',
    async (length) => {
      const { field } = show('default', 'word '.repeat(length / 5));
      await userEvent.click(field);
      // The first key also shows what has to do with the focus.
      await userEvent.keyboard('{Control>}{End}{/Control}a');
      renders = 0;
      const before = await countLayouts();
      const keys = 20;
      for (let key = 0; key < keys; key += 1) await userEvent.keyboard('x');
      const layouts = (await countLayouts()) - before;
      expect(renders).toBe(keys);
      // The browser's own for the text; another one for the height, where the text may be what decides it.
      expect(layouts / keys).toBeLessThanOrEqual(length < 4_000 ? 2.2 : 1.2);
      expect(field.value).toHaveLength(length + 1 + keys);
    },
  );
});
