import { describe, expect, it } from 'vitest';
import { carryAnchor, chooseAnchor, endAnchor } from './anchor.ts';
import { createSizeTable, type SizeTable } from './size-table.ts';

const keys = ['a', 'b', 'c', 'd', 'e'];
const items = keys.map((key) => ({ key }));

/** Five rows of 100 px. */
function tableOfFive(): SizeTable {
  const table = createSizeTable(100);
  table.setOrder(items, { kind: 'grown', prepended: 0, appended: 5 });
  return table;
}

describe('chooseAnchor', () => {
  it('holds the first row whose upper edge is on screen', () => {
    expect(chooseAnchor(tableOfFive(), 100, 400)).toBe(1);
    expect(chooseAnchor(tableOfFive(), 101, 400)).toBe(2);
  });

  it('holds the row that covers the screen when no edge is on it', () => {
    expect(chooseAnchor(tableOfFive(), 110, 190)).toBe(1);
  });

  it('takes an edge that rounding has pushed out by less than half a pixel as on screen', () => {
    expect(chooseAnchor(tableOfFive(), 100.4, 400)).toBe(1);
  });

  it('holds no row of an empty list', () => {
    expect(chooseAnchor(createSizeTable(100), 0, 400)).toBe(-1);
  });
});

describe('carryAnchor', () => {
  const held = { mode: 'row', key: 'c', top: 240 } as const;
  const among = (rest: readonly string[]) => (key: string) => rest.indexOf(key);

  it('keeps a row that is still there', () => {
    const carried = carryAnchor(held, tableOfFive(), items, among(['x', 'c']));
    expect(carried).toEqual({ anchor: held, index: 1 });
  });

  it('hands over to the next row below, at the place where that row is', () => {
    const carried = carryAnchor(held, tableOfFive(), items, among(['a', 'b', 'e']));
    expect(carried).toEqual({ anchor: { mode: 'row', key: 'e', top: 440 }, index: 2 });
  });

  it('hands over to the nearest row above when none below is left', () => {
    const carried = carryAnchor(held, tableOfFive(), items, among(['a', 'b']));
    expect(carried).toEqual({ anchor: { mode: 'row', key: 'b', top: 140 }, index: 1 });
  });

  it('goes to the end when no row is left', () => {
    expect(carryAnchor(held, tableOfFive(), items, among(['x'])).anchor).toEqual(endAnchor);
  });
});
