/** A cell, by its row and its column, both from 0. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** The parts of a keyboard event that lead to another cell. */
export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Rows that one press of Page Up or Page Down passes. */
const page = 6;

/**
 * The cell that a key leads to. `'before'`: out of the grid at its upper edge. `undefined`: the key is not for the grid.
 *
 * @param lengths - How many cells each row has; none is empty.
 */
export function stepInGrid(
  lengths: readonly number[],
  from: GridCell,
  { key, ctrlKey, metaKey }: GridKey,
  isRtl: boolean,
): GridCell | 'before' | undefined {
  const { row, column } = from;
  const lastRow = lengths.length - 1;
  const lastIn = (index: number): number => (lengths[index] ?? 1) - 1;
  const inRow = (index: number): GridCell => {
    const target = Math.min(Math.max(index, 0), lastRow);
    return { row: target, column: Math.min(column, lastIn(target)) };
  };
  const backward = (): GridCell => {
    if (column > 0) return { row, column: column - 1 };
    return row > 0 ? { row: row - 1, column: lastIn(row - 1) } : from;
  };
  const forward = (): GridCell => {
    if (column < lastIn(row)) return { row, column: column + 1 };
    return row < lastRow ? { row: row + 1, column: 0 } : from;
  };
  const isFar = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowLeft':
      return isRtl ? forward() : backward();
    case 'ArrowRight':
      return isRtl ? backward() : forward();
    case 'ArrowUp':
      return row === 0 ? 'before' : inRow(row - 1);
    case 'ArrowDown':
      return inRow(row + 1);
    case 'PageUp':
      return inRow(row - page);
    case 'PageDown':
      return inRow(row + page);
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return isFar ? { row: lastRow, column: lastIn(lastRow) } : { row, column: lastIn(row) };
    default:
      return undefined;
  }
}
