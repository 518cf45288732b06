import type { ReactNode } from 'react';

/** A grey shape in the place of what is loading. */
export function Skeleton(props: {
  /** CSS length. */
  readonly width: string;
  readonly height: string;
  readonly isRound?: boolean;
}): ReactNode {
  return (
    <span
      data-part="skeleton"
      data-shape={props.isRound === true ? 'round' : 'bar'}
      style={{ inlineSize: props.width, blockSize: props.height }}
    />
  );
}
