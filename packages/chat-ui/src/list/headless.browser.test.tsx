import { createRef, useImperativeHandle, type ReactNode, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { MessageListItem } from './message-list-item.ts';
import { frames } from './test-support/painted-frames.ts';
import { useMessageListBehavior, type MessageListBehavior } from './use-message-list-behavior.ts';

const everyItem = Array.from({ length: 1100 }, (_, index): MessageListItem => ({
  key: `m${index + 1}`,
  groupStart: true,
  groupEnd: true,
}));

const onKeyDown = vi.fn();
const onLeave = vi.fn();

/** A list of an app that brings its own markup, without any style sheet of the kit. */
function OwnList(props: {
  readonly items: readonly MessageListItem[];
  readonly behavior: Ref<MessageListBehavior>;
}): ReactNode {
  const list = useMessageListBehavior({ items: props.items, onLeave });
  useImperativeHandle(props.behavior, () => list);
  return (
    <main>
      <div {...list.getScrollerProps({ style: { blockSize: 400 } })} id="scroller">
        <div {...list.getStartProps()} />
        <ul {...list.getListProps({ 'aria-label': 'Own list', onKeyDown, style: { margin: 0 } })}>
          {list.rows.map((row) => (
            <li
              key={row.key}
              {...list.getRowProps(row, { className: 'own', style: { padding: 10 } })}
            >
              <p style={{ margin: 0 }}>{row.key}</p>
              <button type="button">More</button>
            </li>
          ))}
        </ul>
        <div {...list.getEndProps()}>the end</div>
      </div>
      {!list.isAtBottom && <button {...list.getLatestButtonProps()}>{list.newCount} new</button>}
    </main>
  );
}

let root: Root;
let container: HTMLElement;
const behavior = createRef<MessageListBehavior>();
const draw = (count: number): void =>
  flushSync(() => root.render(<OwnList items={everyItem.slice(0, count)} behavior={behavior} />));
const scroller = (): HTMLElement => container.querySelector<HTMLElement>('#scroller')!;
const gap = (): number => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop;

beforeEach(() => {
  onKeyDown.mockReset();
  onLeave.mockReset();
  container = document.body.appendChild(document.createElement('div'));
  root = createRoot(container);
});
afterEach(() => {
  root.unmount();
  container.remove();
});

it('a list with markup of its own renders a window, follows its end and holds the place of a reader', async () => {
  draw(1000);
  expect(gap()).toBeLessThanOrEqual(1);
  expect(container.querySelectorAll('li').length).toBeLessThan(60);
  draw(1001);
  expect(gap()).toBeLessThanOrEqual(1);
  expect(container.querySelector('li:last-child')?.textContent).toContain('m1001');

  scroller().scrollTop -= 1000;
  await frames(2);
  const before = scroller().scrollTop;
  draw(1004);
  await frames(2);
  expect(scroller().scrollTop).toBe(before);
  expect(container.textContent).toContain('3 new');
  container.querySelector<HTMLElement>('main > button')?.click();
  await frames(2);
  expect(gap()).toBeLessThanOrEqual(1);
});

it('rows keep the attributes and handlers of the app beside those of the list', async () => {
  draw(100);
  const row = container.querySelector<HTMLElement>('li:last-child')!;
  expect(row.className).toBe('own');
  expect(row.style.padding).toBe('10px');
  expect(row.getAttribute('aria-posinset')).toBe('100');
  row.focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toContain('m99');
  await userEvent.keyboard('{Enter}');
  expect(document.activeElement?.tagName).toBe('BUTTON');
  await userEvent.keyboard('{Escape}{Escape}');
  expect(onLeave).toHaveBeenCalledTimes(1);

  onKeyDown.mockImplementation((event: KeyboardEvent) => event.preventDefault());
  row.focus();
  await userEvent.keyboard('{ArrowUp}');
  expect(document.activeElement).toBe(row);
});

it('a row is the same object from render to render while nothing in it changes', () => {
  draw(100);
  const before = behavior.current?.rows.slice(-10, -1);
  draw(101);
  const after = behavior.current?.rows.slice(-11, -2);
  expect(after).toHaveLength(9);
  expect(after?.every((row, index) => row === before?.[index])).toBe(true);
});
