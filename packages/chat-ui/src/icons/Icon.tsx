import type { ReactNode } from 'react';

/** Props that every icon takes. */
export interface IconProps {
  /** Edge length in px. Default: the grid that the icon was drawn on. */
  readonly size?: number;
}

/** Draws strokes on a square grid, in the colour of the text. Icons are decoration: the name belongs on what holds them. */
export function Icon(props: {
  readonly grid: number;
  readonly size?: number | undefined;
  readonly flips?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const size = props.size ?? props.grid;
  return (
    <svg
      data-part="icon"
      data-flips={props.flips === true ? '' : undefined}
      viewBox={`0 0 ${props.grid} ${props.grid}`}
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      {props.children}
    </svg>
  );
}
