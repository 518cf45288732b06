import { cleanup } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ada, grace, sampleMessage, sampleNow } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { Message, type MessageProps } from './Message.tsx';

afterEach(cleanup);

type Style = 'bubbles' | 'flat';

function show(style: Style, width: number, messages: readonly Partial<MessageProps>[]) {
  const { container } = renderInProvider(
    <ThreadPane label="Atlas">
      <div>
        {messages.map((props, index) => (
          <Message
            key={index}
            message={sampleMessage(grace, 'Hello')}
            isOwn={false}
            groupStart
            groupEnd
            {...props}
          />
        ))}
      </div>
    </ThreadPane>,
    { messageStyle: style, style: { inlineSize: `${width}px`, blockSize: '600px' } },
  );
  const part = (name: string, index = 0): HTMLElement => {
    const found = container.querySelectorAll<HTMLElement>(`[data-part='${name}']`)[index];
    if (found === undefined) throw new Error(`No ${name} number ${index} is rendered.`);
    return found;
  };
  return { part, box: (name: string, index = 0) => part(name, index).getBoundingClientRect() };
}

describe.each(['bubbles', 'flat'] as const)('in %s', (style) => {
  it('hovering a row moves nothing', async () => {
    const { part, box } = show(style, 600, [{ groupEnd: false }, { groupStart: false }]);
    const before = [box('message'), box('message-bubble'), box('message', 1)].map(String);
    const heights = box('message').height;
    await userEvent.hover(part('message-bubble'));
    await expect.poll(() => getComputedStyle(part('message-actions')).opacity).toBe('1');
    expect([box('message'), box('message-bubble'), box('message', 1)].map(String)).toEqual(before);
    expect(box('message').height).toBe(heights);
  });

  it.each([320, 390, 800])('a long word and a long line of code stay inside %i px', (width) => {
    const long = 'x'.repeat(400);
    const { part } = show(style, width, [
      { message: sampleMessage(grace, long) },
      { message: sampleMessage(grace, `\`\`\`\n${long}\n\`\`\``) },
      { message: sampleMessage(ada, long), isOwn: true, status: 'failed', statusDetail: long },
      { message: sampleMessage({ userId: 'x', displayName: long }, 'Hi') },
    ]);
    expect(part('thread-view').scrollWidth).toBeLessThanOrEqual(width);
  });

  it('a right-to-left text is read from the right and stays beside its sender', () => {
    const { part, box } = show(style, 800, [{ message: sampleMessage(grace, 'مرحبا') }]);
    expect(getComputedStyle(part('message-text')).direction).toBe('rtl');
    expect(box('message-bubble').left - box('avatar').right).toBeLessThan(20);
    expect(box('message-bubble').width).toBeLessThan(120);
  });

  it('readers of a message take no height', () => {
    const own = { message: sampleMessage(ada, 'Hi'), isOwn: true, status: 'sent' } as const;
    const { box } = show(style, 600, [own, { ...own, readers: [{ ...grace, readAt: sampleNow }] }]);
    expect(box('message', 1).height).toBe(box('message').height);
  });
});

describe('bubbles', () => {
  it('own bubbles share one edge, and their glyphs one column', () => {
    const own = (text: string) =>
      ({ message: sampleMessage(ada, text), isOwn: true, status: 'sent' }) as const;
    const { box } = show('bubbles', 600, [own('Hi'), own('A longer message than the first')]);
    expect(box('message-bubble').right).toBe(box('message-bubble', 1).right);
    expect(box('receipt-glyph').left).toBe(box('receipt-glyph', 1).left);
    expect(box('receipt-glyph').left - box('message-bubble').right).toBe(6);
  });

  it('mirrors for an interface from right to left', () => {
    const { container } = renderInProvider(
      <Message message={sampleMessage(ada, 'Hi')} isOwn groupStart groupEnd />,
      { dir: 'rtl', style: { inlineSize: '600px' } },
    );
    const bubble = container.querySelector("[data-part='message-bubble']");
    expect(bubble?.getBoundingClientRect().left).toBeLessThan(50);
  });

  it('are at most 76 % of the row', async () => {
    await page.viewport(1280, 800);
    const { box } = show('bubbles', 400, [{ message: sampleMessage(grace, 'word '.repeat(100)) }]);
    expect(box('message-bubble').width).toBeLessThanOrEqual(box('message').width * 0.76 + 1);
  });
});
