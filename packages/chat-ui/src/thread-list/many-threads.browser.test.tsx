import { cleanup } from '@testing-library/react';
import { Profiler, type ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Avatar } from '../avatar/Avatar.tsx';
import { ChatUiSlots } from '../slots/ChatUiSlots.tsx';
import type { Slots } from '../slots/slots.ts';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { sampleTime } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import type { ThreadListEntry } from './thread-list-entry.ts';
import { ThreadList } from './ThreadList.tsx';

afterEach(cleanup);

const count = 1000;
const threads: readonly ThreadListEntry[] = Array.from({ length: count }, (_, index) => ({
  id: `${index}`,
  topic: `Thread ${index}`,
  participants: [{ userId: `person-${index}`, displayName: `Person ${index}` }],
  lastMessage: { text: `Message ${index}` },
  lastMessageAt: sampleTime(9, 0),
  isSelected: index === 5,
}));

let renderedRows: string[] = [];
let commits = 0;

/** Each row draws one avatar when it renders. */
const slots: Slots = {
  Avatar: (props) => {
    renderedRows.push(props.userId);
    return <Avatar {...props} />;
  },
};

const list = (entries: readonly ThreadListEntry[]): ReactNode => (
  <ChatUiSlots slots={slots}>
    <Profiler id="list" onRender={() => (commits += 1)}>
      <ThreadList threads={entries} />
    </Profiler>
  </ChatUiSlots>
);

function show(): (entries: readonly ThreadListEntry[]) => void {
  const { rerender } = renderInProvider(<>{list(threads)}</>, {
    style: { blockSize: '600px', inlineSize: '320px' },
  });
  expect(new Set(renderedRows).size).toBe(count);
  renderedRows = [];
  commits = 0;
  return (entries) => rerender(<>{list(entries)}</>);
}

const rows = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[data-part="thread-row"]'),
];

it('renders one row of 1,000 when a message arrives', () => {
  const update = show();
  const last = threads[count - 1];
  if (last === undefined) throw new Error('There are threads.');
  const arrived = { ...last, lastMessage: { text: 'Just now' }, unread: 1 };
  update([arrived, ...threads.slice(0, -1)]);
  expect(new Set(renderedRows)).toEqual(new Set(['person-999']));
  expect(commits).toBe(1);
  expect(rows()[0]?.textContent).toContain('Just now');
});

it('lays out the rows on screen only, and scrolls to its end all the same', async () => {
  show();
  const far = document.querySelector('[data-thread-id="900"]')?.firstElementChild;
  await expect.poll(() => far?.checkVisibility({ contentVisibilityAuto: true })).toBe(false);
  rows()[0]?.focus();
  renderedRows = [];
  await userEvent.keyboard('{End}');
  expect(document.activeElement).toBe(rows().at(-1));
  await expect
    .poll(() => document.activeElement?.checkVisibility({ contentVisibilityAuto: true }))
    .toBe(true);
  const box = document.activeElement?.getBoundingClientRect();
  const around = document.querySelector('[data-part="thread-rows"]')?.getBoundingClientRect();
  expect(box?.bottom).toBeLessThanOrEqual((around?.bottom ?? 0) + 1);
  // The Tab stop moves: the open thread, the one that was left, the one that was entered.
  expect(new Set(renderedRows).size).toBeLessThanOrEqual(3);
});

it('keeps the focus, and shows it, when its thread moves', async () => {
  const update = show();
  rows()[3]?.focus();
  await userEvent.keyboard('{ArrowDown}');
  const focused = document.activeElement;
  update([...threads.slice(1), ...threads.slice(0, 1)].toReversed());
  expect(document.activeElement).toBe(focused);
  expect(focused?.matches(':focus-visible')).toBe(true);
});
