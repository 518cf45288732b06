import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepInGrid, type GridCell } from './grid-steps.ts';

const lengths = [3, 1, 3, 2];
const step = (
  row: number,
  column: number,
  key: string,
  over: { isRtl?: boolean; ctrlKey?: boolean } = {},
) =>
  stepInGrid(
    lengths,
    { row, column },
    { key, ctrlKey: over.ctrlKey === true, metaKey: false },
    over.isRtl === true,
  );
const at = (row: number, column: number): GridCell => ({ row, column });

describe('the arrow keys', () => {
  it('go sideways, and on into the next row or back into the one before', () => {
    expect(step(0, 0, 'ArrowRight')).toEqual(at(0, 1));
    expect(step(0, 2, 'ArrowRight')).toEqual(at(1, 0));
    expect(step(1, 0, 'ArrowLeft')).toEqual(at(0, 2));
    expect(step(0, 0, 'ArrowLeft')).toEqual(at(0, 0));
    expect(step(3, 1, 'ArrowRight')).toEqual(at(3, 1));
  });

  it('go the other way where text runs from right to left', () => {
    expect(step(0, 0, 'ArrowLeft', { isRtl: true })).toEqual(at(0, 1));
    expect(step(1, 0, 'ArrowRight', { isRtl: true })).toEqual(at(0, 2));
  });

  it('go up and down, to the last cell of a shorter row', () => {
    expect(step(0, 2, 'ArrowDown')).toEqual(at(1, 0));
    expect(step(2, 2, 'ArrowDown')).toEqual(at(3, 1));
    expect(step(3, 1, 'ArrowDown')).toEqual(at(3, 1));
    expect(step(2, 1, 'ArrowUp')).toEqual(at(1, 0));
    expect(step(0, 1, 'ArrowUp')).toBe('before');
  });
});

it('Home and End lead to the ends of the row, with Control to those of the grid', () => {
  expect(step(2, 1, 'Home')).toEqual(at(2, 0));
  expect(step(2, 1, 'End')).toEqual(at(2, 2));
  expect(step(2, 1, 'Home', { ctrlKey: true })).toEqual(at(0, 0));
  expect(step(2, 1, 'End', { ctrlKey: true })).toEqual(at(3, 1));
});

it('Page Up and Page Down stop at the first and the last row', () => {
  expect(step(2, 2, 'PageDown')).toEqual(at(3, 1));
  expect(step(2, 2, 'PageUp')).toEqual(at(0, 2));
});

it('other keys are not for the grid', () => {
  expect(step(0, 0, 'Tab')).toBeUndefined();
  expect(step(0, 0, 'a')).toBeUndefined();
});

it('no key leads to a cell that is not there', () => {
  const keys = [
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean()), { maxLength: 60 }),
      fc.boolean(),
      (rows, presses, isRtl) => {
        let cell = at(0, 0);
        for (const [key, ctrlKey] of presses) {
          const next = stepInGrid(rows, cell, { key, ctrlKey, metaKey: false }, isRtl);
          if (typeof next === 'object') cell = next;
          expect(rows[cell.row]).toBeGreaterThan(cell.column);
          expect(cell.column).toBeGreaterThanOrEqual(0);
        }
      },
    ),
  );
});
