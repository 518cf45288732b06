import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { frames } from './test-support/painted-frames.ts';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import '../styles/styles.css';

let fixture: ListFixture | undefined;
afterEach(() => fixture?.unmount());

const bar = (): HTMLElement | null => document.querySelector('[data-part="unread-jump"]');
const button = (index: number): HTMLElement => {
  const found = bar()?.querySelectorAll('button')[index];
  if (found === undefined) throw new Error('There is no bar.');
  return found;
};
const firstKey = 'm900';

async function mountUnread(props: object = {}): Promise<ListFixture> {
  fixture = await mountList({
    count: 1000,
    unreadFrom: 900,
    props: { unread: { count: 101, firstKey }, ...props },
  });
  await frames(3);
  return fixture;
}

describe('what was unread above the screen', () => {
  it('is told in a bar, which stays while the reader moves elsewhere', async () => {
    const { scroller } = await mountUnread();
    expect(bar()?.textContent).toContain('101 unread messages');
    scroller.scrollTop -= 1000;
    await frames(3);
    expect(bar()).not.toBeNull();
  });

  it('is reached by the bar, which then has done its work for good', async () => {
    const { row, scroller } = await mountUnread();
    button(0).click();
    await vi.waitFor(() => expect(row(firstKey)).not.toBeNull());
    await vi.waitFor(() => expect(bar()).toBeNull());
    const top = row(firstKey)?.getBoundingClientRect().top ?? 0;
    expect(top).toBeGreaterThan(scroller.getBoundingClientRect().top);
    scroller.scrollTop += 5000;
    await frames(3);
    expect(bar()).toBeNull();
  });

  it('is reached by keyboard with the focus on the first unread row', async () => {
    await mountUnread();
    button(0).focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-key')).toBe(firstKey));
  });

  it('is done with as soon as the reader has scrolled there himself', async () => {
    const { scroller, row } = await mountUnread();
    for (let step = 0; step < 40 && row(firstKey) === null; step += 1) {
      scroller.scrollTop -= 300;
      await frames(3);
    }
    scroller.scrollTop -= 400;
    await vi.waitFor(() => expect(bar()).toBeNull());
  });

  it('can be dismissed', async () => {
    await mountUnread();
    button(1).click();
    await vi.waitFor(() => expect(bar()).toBeNull());
  });

  it('is asked for when it is not loaded', async () => {
    const onJumpToUnread = vi.fn();
    await mountUnread({ unread: { count: 99, isMore: true }, onJumpToUnread });
    expect(bar()?.textContent).toContain('More than 99 unread messages');
    button(0).click();
    expect(onJumpToUnread).toHaveBeenCalledTimes(1);
    expect(bar()).not.toBeNull();
  });

  it('is not told when it is on screen from the start', async () => {
    await mountUnread({ unread: { count: 2, firstKey: 'm999' } });
    expect(bar()).toBeNull();
  });
});

it('the way to the end leads to what is not loaded while there is something newer', async () => {
  const onJumpToLatest = vi.fn();
  fixture = await mountList({ count: 1000, props: { hasNewer: true, onJumpToLatest } });
  await frames(3);
  document.querySelector<HTMLElement>('[data-part="new-messages-pill"]')?.click();
  expect(onJumpToLatest).toHaveBeenCalledTimes(1);
});
