'use client';

import { memo, type CSSProperties, type MemoExoticComponent, type ReactNode } from 'react';
import type { EmojiCell, EmojiSection } from './emoji-sections.ts';

/** Props of {@link EmojiSectionRows}. */
export interface EmojiSectionRowsProps {
  readonly section: EmojiSection;
  readonly headingId: string;
  readonly name: string;
  /** Where the tab stop is; -1: in another section. */
  readonly activeRow: number;
  readonly activeColumn: number;
}

/** A heading with its rows. A press of a key changes two of them at most. */
export const EmojiSectionRows: MemoExoticComponent<(props: EmojiSectionRowsProps) => ReactNode> =
  memo(function EmojiSectionRows(props: EmojiSectionRowsProps): ReactNode {
    const { section, headingId, name, activeRow, activeColumn } = props;
    return (
      <div
        role="rowgroup"
        data-part="emoji-section"
        data-section={section.id}
        aria-labelledby={headingId}
        // React has no type for properties of one's own.
        style={{ '--confab-emoji-rows': section.rows.length } as CSSProperties}
      >
        <div id={headingId} data-part="emoji-heading">
          {name}
        </div>
        {section.rows.map((cells, row) => (
          <EmojiRow
            key={row}
            cells={cells}
            activeColumn={row === activeRow ? activeColumn : -1}
            hasFirst={section.id === 'found' && row === 0}
          />
        ))}
      </div>
    );
  });

interface EmojiRowProps {
  readonly cells: readonly EmojiCell[];
  readonly activeColumn: number;
  /** Its first emoji is what Enter in the field picks. */
  readonly hasFirst: boolean;
}

/** There are two hundred; few change at a time. */
const EmojiRow: MemoExoticComponent<(props: EmojiRowProps) => ReactNode> = memo(function EmojiRow({
  cells,
  activeColumn,
  hasFirst,
}: EmojiRowProps): ReactNode {
  return (
    <div role="row" data-part="emoji-row">
      {cells.map(({ emoji, name }, column) => (
        <button
          key={column}
          type="button"
          role="gridcell"
          data-part="emoji"
          data-state={hasFirst && column === 0 ? 'first' : undefined}
          aria-label={name}
          tabIndex={column === activeColumn ? 0 : -1}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
});
