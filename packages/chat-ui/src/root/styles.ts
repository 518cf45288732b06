import type { CSSProperties } from 'react';

/** Inline style that may also set custom properties, such as `--confab-hue`. */
export type ConfabStyle = CSSProperties & {
  readonly [property: `--${string}`]: string | number | undefined;
};
