import { describe, expect, it } from 'vitest';
import { createListWindow } from './list-window.ts';
import type { ListWindow } from './list-window-contract.ts';

const rows = (from: number, to: number): { key: string }[] =>
  Array.from({ length: to - from }, (_, index) => ({ key: `${from + index}` }));

const clientHeight = 400;

/** Commits `items` and settles as a browser would lay them out, with every row as high as the table says. */
function show(list: ListWindow, items: readonly { key: string }[], scrollTop = 0): number {
  list.commit(list.plan(items));
  return settle(list, scrollTop);
}

function settle(list: ListWindow, from: number): number {
  const { anchor, sizes } = list;
  let scrollTop = from;
  const rowTop = anchor.mode === 'row' ? sizes.offsetAt(sizes.indexOf(anchor.key)) : null;
  const scrollHeight = sizes.total;
  list.settle({ scrollTop, clientHeight, scrollHeight, listTop: 0, rowTop }, (top) => {
    if (top !== null) scrollTop = Math.max(0, Math.min(top, scrollHeight - clientHeight));
    return scrollTop;
  });
  return scrollTop;
}

function scroll(list: ListWindow, scrollTop: number): void {
  list.scrolled({ scrollTop, clientHeight, scrollHeight: list.sizes.total });
}

/** 100 rows of 50 px, 400 px on screen, at the end: 4,600. */
function listOfHundred(): ListWindow {
  const list = createListWindow({ estimate: 50, initialHeight: clientHeight, overscan: 200 });
  expect(show(list, rows(0, 100))).toBe(4600);
  return list;
}

describe('createListWindow', () => {
  it('starts at the end, with the last rows to one view and the overscan', () => {
    const list = listOfHundred();
    expect(list.isPinned).toBe(true);
    expect(list.range).toEqual({ start: 88, end: 100 });
    expect(list.padding()).toEqual({ before: 4400, after: 0 });
  });

  it('looks only at the rows that it shows, however many there are', () => {
    const asked = new Set<number>();
    const at = (index: number): { key: string } => {
      asked.add(index);
      return { key: `${index}` };
    };
    const list = createListWindow({ estimate: 50, initialHeight: clientHeight, overscan: 200 });
    const items = { length: 10_000, at };
    list.commit(list.plan(items));
    settle(list, 0);
    list.commit(list.plan({ length: 10_001, at }, { prepended: 0, appended: 1, from: items }));
    expect(asked.size).toBeLessThan(20);
    expect(Math.min(...asked)).toBeGreaterThan(9_980);
  });

  it('mounts only what is new when rows arrive at the end', () => {
    const list = listOfHundred();
    expect(list.commit(list.plan(rows(0, 101)))).toBe(100);
    expect(list.range).toEqual({ start: 88, end: 101 });
  });

  it('lets rows above go after many have arrived', () => {
    const list = listOfHundred();
    for (let count = 101; count <= 200; count += 1) show(list, rows(0, count));
    expect(list.range.end - list.range.start).toBeLessThanOrEqual(16);
  });

  it('holds the first whole row once the reader has scrolled up', () => {
    const list = listOfHundred();
    scroll(list, 2010);
    expect(list.anchor).toEqual({ mode: 'row', key: '41', top: 2050 });
    expect(list.needsRender()).toBe(true);
    list.commit(list.plan(rows(0, 100)));
    expect(list.needsRender()).toBe(false);
    expect(list.range.start).toBeLessThanOrEqual(37);
    expect(list.range.end).toBeGreaterThanOrEqual(51);
  });

  it('moves with the held row when rows come in above it', () => {
    const list = listOfHundred();
    scroll(list, 2010);
    expect(show(list, [...rows(-20, 0), ...rows(0, 100)], 2010)).toBe(3010);
    expect(show(list, [...rows(-20, 0), ...rows(0, 10), ...rows(13, 100)], 3010)).toBe(2860);
  });

  it('plans without changing anything', () => {
    const list = listOfHundred();
    const before = { range: list.range, anchor: list.anchor, total: list.sizes.total };
    list.plan(rows(5, 300));
    expect({ range: list.range, anchor: list.anchor, total: list.sizes.total }).toEqual(before);
  });

  it('takes the same plan twice without harm', () => {
    const list = createListWindow({ estimate: 50 });
    const plan = list.plan(rows(0, 10));
    list.commit(plan);
    list.commit(plan);
    expect(list.sizes.total).toBe(500);
  });

  it('follows a scroll that comes between a plan and its commit', () => {
    const list = listOfHundred();
    const plan = list.plan(rows(0, 101));
    list.letGo({ scrollTop: 4600, clientHeight, scrollHeight: 5000 });
    list.commit(plan);
    expect(list.isPinned).toBe(false);
  });

  it('keeps a far row in the plan when it is asked to', () => {
    const list = listOfHundred();
    expect(list.plan(rows(0, 100), null, '3').keptIndex).toBe(3);
    expect(list.plan(rows(0, 100), null, '95').keptIndex).toBe(-1);
    expect(list.plan(rows(0, 100), null, 'gone').keptIndex).toBe(-1);
  });

  it('says which rows are new at the end, also when others left', () => {
    const list = listOfHundred();
    expect(list.commit(list.plan(rows(1, 103)))).toBe(99);
    expect(list.commit(list.plan(rows(1, 103)))).toBe(-1);
    expect(list.commit(list.plan(rows(500, 510)))).toBe(-1);
  });

  it('does not let go while everything fits on screen', () => {
    const list = createListWindow({ estimate: 50 });
    show(list, rows(0, 3));
    list.letGo({ scrollTop: 0, clientHeight, scrollHeight: clientHeight });
    expect(list.isPinned).toBe(true);
  });

  it('follows the end again when the reader scrolls down to it or asks for it', () => {
    const list = listOfHundred();
    scroll(list, 4000);
    expect(list.isPinned).toBe(false);
    scroll(list, 4600);
    expect(list.isPinned).toBe(true);
    scroll(list, 4000);
    list.goToEnd();
    expect(list.isPinned).toBe(true);
  });

  it('jumps to a row that it knows and to no other', () => {
    const list = listOfHundred();
    expect(list.goTo('nobody', 0)).toBe(false);
    expect(list.goTo('20', 100)).toBe(true);
    expect(settle(list, 4600)).toBe(900);
    expect(list.anchor).toEqual({ mode: 'row', key: '20', top: 1000 });
  });

  it('names the newest row of which half is on screen', () => {
    const list = listOfHundred();
    expect(list.newestVisibleKey(0, 400)).toBe('7');
    expect(list.newestVisibleKey(0, 420)).toBe('7');
    expect(list.newestVisibleKey(0, 426)).toBe('8');
    list.measure('8', 2000);
    expect(list.newestVisibleKey(500, 900)).toBe('8');
  });
});
