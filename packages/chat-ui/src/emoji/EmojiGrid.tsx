'use client';

import { useId, type ReactNode, type SyntheticEvent } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { EmojiSectionRows } from './EmojiSectionRows.tsx';
import { sectionHeading } from './section-name.ts';
import { useEmojiGrid, type EmojiGridOptions } from './use-emoji-grid.ts';

/** Props of {@link EmojiGrid}. */
export interface EmojiGridProps extends EmojiGridOptions {
  /** The pointer or the focus is on an emoji, or has left them all. */
  readonly onShow: (emoji: string | undefined) => void;
  readonly onPick: (emoji: string, wantsMore: boolean) => void;
}

/** The buttons with emoji, by sections: one tab stop. */
export function EmojiGrid(props: EmojiGridProps): ReactNode {
  const { sections, onShow, onPick } = props;
  const labels = useAllLabels();
  const id = useId();
  const { scroller, active, onScroll, onKeyDown, onFocusCell } = useEmojiGrid(props);

  return (
    <div
      ref={scroller}
      data-part="emoji-scroller"
      onScroll={onScroll}
      onPointerLeave={() => onShow(undefined)}
    >
      <div
        role="grid"
        data-part="emoji-grid"
        aria-label={labels.insertEmoji}
        // The buttons take the focus.
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const cell = cellOf(event);
          if (cell === null) return;
          onFocusCell(cell);
          onShow(cell.textContent);
        }}
        onPointerOver={(event) => onShow(cellOf(event)?.textContent)}
        onClick={(event) => {
          const emoji = cellOf(event)?.textContent;
          if (emoji !== undefined) onPick(emoji, event.shiftKey);
        }}
      >
        {sections.map((section) => {
          const activeRow = active.row - section.firstRow;
          const isActive = activeRow >= 0 && activeRow < section.rows.length;
          return (
            <EmojiSectionRows
              key={section.id}
              section={section}
              headingId={`${id}-${section.id}`}
              name={sectionHeading(section, labels)}
              activeRow={isActive ? activeRow : -1}
              activeColumn={isActive ? active.column : -1}
            />
          );
        })}
      </div>
    </div>
  );
}

function cellOf(event: SyntheticEvent): HTMLElement | null {
  return event.target instanceof Element
    ? event.target.closest<HTMLElement>('[data-part="emoji"]')
    : null;
}
