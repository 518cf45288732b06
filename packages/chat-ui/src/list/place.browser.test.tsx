import { afterEach, describe, expect, it } from 'vitest';
import '../styles/styles.css';
import { mountList, type ListFixture } from './test-support/list-fixture.tsx';
import { frames, recordPaintedFrames } from './test-support/painted-frames.ts';
import { pixelStep, readMidList } from './test-support/reader.ts';

let fixture: ListFixture;
afterEach(() => fixture.unmount());

const topOf = (key: string): number => {
  const row = fixture.row(key);
  if (row === null) throw new Error(`Row ${key} is not mounted.`);
  return row.getBoundingClientRect().top - fixture.scroller.getBoundingClientRect().top;
};

describe.each([1000, 10_000])('a list of %i that is shown again', (count) => {
  it('shows the same row at the same place, from the first painted frame on', async () => {
    fixture = await mountList({ count });
    await frames(2);
    await readMidList(fixture);
    const key = fixture.firstWholeRow();
    const before = topOf(key);
    const place = fixture.handle.getPlace();
    fixture.unmount();

    fixture = await mountList({ count, props: { initialPlace: place } });
    const recording = recordPaintedFrames(fixture.scroller, () => ({ row: fixture.row(key) }));
    await frames(6);
    for (const { boxes } of await recording.stop())
      expect(Math.abs((boxes['row']?.top ?? Infinity) - before)).toBeLessThanOrEqual(pixelStep);
    fixture.append(3);
    await frames(2);
    expect(Math.abs(topOf(key) - before)).toBeLessThanOrEqual(pixelStep);
  });

  it('is at the end when the reader was there', async () => {
    fixture = await mountList({ count });
    await frames(2);
    const place = fixture.handle.getPlace();
    expect(JSON.parse(JSON.stringify(place))).toEqual({ atEnd: true });
    fixture.unmount();
    fixture = await mountList({ count, props: { initialPlace: place } });
    await frames(2);
    fixture.append(3);
    await frames(2);
    expect(fixture.gap()).toBeLessThanOrEqual(1);
  });
});

it('goes to the end when the row of the place is gone', async () => {
  fixture = await mountList({
    count: 300,
    props: { initialPlace: { atEnd: false, key: 'gone', y: 10 } },
  });
  await frames(2);
  expect(fixture.gap()).toBeLessThanOrEqual(1);
});

describe('a jump to a message', () => {
  it('marks its row for a moment, and moves the focus to it when asked', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    expect(fixture.handle.scrollToMessage('m300', { highlight: true, focus: true })).toBe(true);
    await frames(2);
    expect(fixture.row('m300')?.dataset['state']).toBe('highlighted');
    expect(document.activeElement).toBe(fixture.row('m300'));
    await expect
      .poll(() => fixture.row('m300')?.dataset['state'], { timeout: 5000 })
      .toBeUndefined();
  });

  it('is not undone by messages that arrive', async () => {
    fixture = await mountList({ count: 1000 });
    await frames(2);
    fixture.handle.scrollToMessage('m300');
    fixture.append(5);
    await frames(3);
    fixture.append(5);
    await frames(3);
    expect(Math.round(topOf('m300'))).toBe(160);
  });
});
