import { afterEach, describe, expect, it, vi } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames } from './test-support/painted-frames.ts';
import { readMidList } from './test-support/reader.ts';

let fixture: ListFixture;
afterEach(() => {
  fixture.unmount();
  vi.restoreAllMocks();
});

async function scrollTo(top: number): Promise<void> {
  fixture.scroller.scrollTop = top;
  await frames(2);
}

async function scrollToGap(gap: number): Promise<void> {
  await scrollTo(fixture.scroller.scrollTop + fixture.gap() - gap);
}

describe('onReachStart', () => {
  it('is called once each time the reader comes near the first row', async () => {
    const onReachStart = vi.fn();
    fixture = await mountList({ count: 500, props: { hasOlder: true, onReachStart } });
    await frames(2);
    expect(onReachStart).not.toHaveBeenCalled();
    for (const top of [380, 200, 100, 0, 40]) await scrollTo(top);
    expect(onReachStart).toHaveBeenCalledTimes(1);
    await scrollTo(2000);
    await scrollTo(100);
    expect(onReachStart).toHaveBeenCalledTimes(2);
  });

  it('is due again when older rows have arrived', async () => {
    const onReachStart = vi.fn();
    fixture = await mountList({ count: 500, props: { hasOlder: true, onReachStart } });
    await scrollTo(0);
    expect(onReachStart).toHaveBeenCalledTimes(1);
    fixture.setProps({ isFetchingOlder: true });
    fixture.prepend(50);
    fixture.setProps({ isFetchingOlder: false });
    await frames(2);
    expect(onReachStart).toHaveBeenCalledTimes(1);
    await scrollTo(0);
    expect(onReachStart).toHaveBeenCalledTimes(2);
  });

  it('is called until the view is full when few rows are loaded', async () => {
    const onReachStart = vi.fn(() => fixture.prepend(5));
    fixture = await mountList({ count: 2 });
    fixture.setProps({ hasOlder: true, onReachStart });
    await expect.poll(() => fixture.scroller.scrollTop).toBeGreaterThan(400);
    await frames(3);
    expect(onReachStart.mock.calls.length).toBeLessThan(20);
  });

  it.for([
    { when: 'nothing is older', props: { hasOlder: false } },
    { when: 'a page is on its way', props: { hasOlder: true, isFetchingOlder: true } },
    { when: 'a jump brings the older ones itself', props: { hasOlder: true, isOlderPaused: true } },
    { when: 'the last page failed', props: { hasOlder: true, olderError: true } },
  ])('is not called when $when', async ({ props }) => {
    const onReachStart = vi.fn();
    fixture = await mountList({ count: 500, props: { ...props, onReachStart } });
    await scrollTo(0);
    expect(onReachStart).not.toHaveBeenCalled();
  });

  it('is never called for a list without a bounded height, which warns instead', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const onReachStart = vi.fn();
    fixture = await mountList({
      count: 20,
      isUnbounded: true,
      props: { hasOlder: true, onReachStart },
    });
    // The words are loaded when there is a reason for them.
    await expect.poll(() => warn.mock.calls.length).toBe(1);
    await frames(3);
    expect(onReachStart).not.toHaveBeenCalled();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain('no bounded height');
  });

  it('is called by the button that stands beside the error', async () => {
    const onReachStart = vi.fn();
    fixture = await mountList({
      count: 500,
      props: { hasOlder: true, olderError: true, onReachStart },
    });
    fixture.container.querySelector<HTMLElement>('[data-part="older-error"] button')?.click();
    expect(onReachStart).toHaveBeenCalledTimes(1);
  });
});

describe('onAtBottomChange', () => {
  it('has a gap between leaving and coming back, so that it does not flicker', async () => {
    const onAtBottomChange = vi.fn();
    fixture = await mountList({ count: 500, props: { onAtBottomChange } });
    await frames(2);
    await scrollToGap(90);
    expect(onAtBottomChange).not.toHaveBeenCalled();
    await scrollToGap(110);
    expect(onAtBottomChange.mock.calls).toEqual([[false]]);
    await scrollToGap(40);
    expect(onAtBottomChange).toHaveBeenCalledTimes(1);
    await scrollToGap(20);
    expect(onAtBottomChange.mock.calls).toEqual([[false], [true]]);
  });
});

describe('onVisibleChange', () => {
  it('names the newest row on screen, only when it changes', async () => {
    const onVisibleChange = vi.fn();
    fixture = await mountList({ count: 500, props: { onVisibleChange } });
    await frames(4);
    expect(onVisibleChange.mock.calls).toEqual([['m500']]);
    fixture.append(3);
    await frames(4);
    expect(onVisibleChange.mock.calls).toEqual([['m500'], ['m503']]);
  });

  it('does not name rows that arrive out of sight', async () => {
    const onVisibleChange = vi.fn();
    fixture = await mountList({ count: 500, props: { onVisibleChange } });
    await frames(3);
    await readMidList(fixture);
    await frames(3);
    onVisibleChange.mockClear();
    fixture.append(3);
    await frames(4);
    expect(onVisibleChange).not.toHaveBeenCalled();
  });

  it('names no row that the page has scrolled away', async () => {
    const onVisibleChange = vi.fn();
    fixture = await mountList({ count: 500, props: { onVisibleChange } });
    await frames(4);
    fixture.container.style.marginBlockStart = '2000px';
    await expect.poll(() => onVisibleChange.mock.lastCall?.[0]).toBeNull();
  });
});

describe('the pill', () => {
  const pill = (): HTMLElement | null =>
    fixture.container.querySelector('[data-part="new-messages-pill"]');

  it('is not there at the end', async () => {
    fixture = await mountList({ count: 500 });
    await frames(2);
    fixture.append(2);
    await frames(2);
    expect(pill()).toBeNull();
  });

  it('counts the rows of others that arrive while the reader is away', async () => {
    fixture = await mountList({
      count: 500,
      props: { countsAsNew: (item) => item.key !== 'm502' },
    });
    await frames(2);
    await readMidList(fixture);
    expect(pill()?.getAttribute('aria-label')).toBe('Jump to latest');
    fixture.append(1);
    fixture.append(3);
    fixture.prepend(50);
    await frames(2);
    expect(pill()?.textContent).toBe('3 new messages');
  });

  it('goes to the end and away', async () => {
    fixture = await mountList({ count: 500 });
    await frames(2);
    await readMidList(fixture);
    fixture.append(1);
    await frames(1);
    pill()?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    await frames(2);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
    expect(pill()).toBeNull();
  });
});
