import { afterEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames, nextFrame } from './test-support/painted-frames.ts';
import { readMidList } from './test-support/reader.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

/** Empty pixels at the two ends of what is on screen. */
function blankPixels(): number {
  const view = fixture.scroller.getBoundingClientRect();
  const boxes = fixture.mounted().map((key) => fixture.row(key)?.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box?.top ?? Number.POSITIVE_INFINITY));
  const bottom = Math.max(...boxes.map((box) => box?.bottom ?? Number.NEGATIVE_INFINITY));
  // The room above the first row and below the last one is not blank: nothing belongs there.
  const list = fixture.container.querySelector('[data-part="list"]')?.getBoundingClientRect();
  const start = Math.max(view.top, list?.top ?? 0);
  const end = Math.min(view.bottom, list?.bottom ?? 0);
  return Math.max(0, top - start) + Math.max(0, end - bottom);
}

describe('a windowed list', () => {
  it('has at most 60 rows in the document, whatever is on screen of 10,000', async () => {
    fixture = await mountList({ count: 10_000 });
    await frames(2);
    expect(fixture.mounted().length).toBeLessThanOrEqual(60);
    for (const part of [0.9, 0.5, 0.1, 0]) {
      fixture.scroller.scrollTop = fixture.scroller.scrollHeight * part;
      await frames(2);
      expect(fixture.mounted().length).toBeLessThanOrEqual(60);
      expect(blankPixels()).toBe(0);
    }
  });

  it('leaves nothing to the browser’s own anchoring, and keeps room for the scroll bar', async () => {
    fixture = await mountList({ count: 100 });
    const style = getComputedStyle(fixture.scroller);
    expect(style.overflowAnchor).toBe('none');
    expect(style.overscrollBehaviorY).toBe('contain');
    expect(style.scrollbarGutter).toBe('stable');
    expect(style.scrollBehavior).toBe('auto');
  });

  it('draws only the new row when one is appended', async () => {
    fixture = await mountList({ count: 10_000 });
    await frames(2);
    const before = new Map(fixture.renders);
    fixture.append(1);
    await frames(2);
    const drawn = [...fixture.renders].filter(([key, count]) => count !== (before.get(key) ?? 0));
    expect(drawn).toEqual([['m10001', 1]]);
  });

  it('draws no row when the footer changes', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    const before = [...fixture.renders.values()].reduce((sum, count) => sum + count, 0);
    fixture.setProps({ footer: <p>Someone is typing</p> });
    await frames(2);
    expect([...fixture.renders.values()].reduce((sum, count) => sum + count, 0)).toBe(before);
  });

  it('shows no blank while it is scrolled up through rows it has never measured', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    for (let i = 0; i < 40; i += 1) {
      fixture.scroller.scrollTop -= 120;
      await nextFrame();
      expect(blankPixels()).toBe(0);
    }
  });

  it('stays where it is when a parent renders it again', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await readMidList(fixture);
    const { scrollTop } = fixture.scroller;
    fixture.setProps({ label: 'Messages of Atlas' });
    await frames(2);
    expect(fixture.scroller.scrollTop).toBe(scrollTop);
  });

  it('starts at the end again when all rows are replaced', async () => {
    fixture = await mountList({ count: 200 });
    await frames(2);
    await readMidList(fixture);
    fixture.replaceAll(300);
    await frames(2);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
    expect(fixture.lastRow()).not.toBeNull();
  });

  it('is back at its end after it was hidden while rows arrived', async () => {
    fixture = await mountList({ count: 200 });
    await frames(2);
    fixture.container.style.display = 'none';
    await frames(2);
    fixture.append(20);
    await frames(2);
    fixture.container.style.display = 'flex';
    await frames(3);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
    expect(blankPixels()).toBe(0);
  });

  it('raises no error about the resize observer', async () => {
    const errors: string[] = [];
    const onError = (event: ErrorEvent): void => void errors.push(event.message);
    window.addEventListener('error', onError);
    fixture = await mountList({ count: 1000 });
    await frames(2);
    await readMidList(fixture);
    for (const size of [300, 640, 900, 640]) {
      fixture.container.style.blockSize = `${size}px`;
      fixture.container.style.inlineSize = `${size}px`;
      await frames(2);
    }
    window.removeEventListener('error', onError);
    expect(errors).toEqual([]);
  });
});

describe('scrollToMessage and scrollToBottom', () => {
  it('bring a far row into the upper part of the view, and then the end', async () => {
    fixture = await mountList({ count: 2000 });
    await frames(2);
    expect(fixture.handle.scrollToMessage('m100')).toBe(true);
    await frames(2);
    const edge = fixture.scroller.getBoundingClientRect().top;
    expect((fixture.row('m100')?.getBoundingClientRect().top ?? 0) - edge).toBeCloseTo(160, -1);
    expect(blankPixels()).toBe(0);
    fixture.handle.scrollToBottom();
    await frames(2);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
  });

  it('say so when the row is not loaded', async () => {
    fixture = await mountList({ count: 10 });
    expect(fixture.handle.scrollToMessage('elsewhere')).toBe(false);
  });

  it('bring a reader back who then follows the rows that arrive', async () => {
    fixture = await mountList({ count: 500 });
    await frames(2);
    await readMidList(fixture);
    fixture.handle.scrollToBottom();
    fixture.append(3);
    await frames(2);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
  });
});
