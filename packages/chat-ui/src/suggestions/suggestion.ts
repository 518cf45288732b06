import type { ReactNode } from 'react';

/** So many stand in a list. */
export const maximumShown = 8;

/** One thing that can stand for what is being typed. */
export interface Suggestion {
  /** Unique in its list. */
  readonly id: string;
  readonly label: string;
  /** Says how it can be typed. */
  readonly detail?: string | undefined;
  readonly icon: ReactNode;
  /** What takes the place of the token. */
  readonly text: string;
  /** Set for a mention. */
  readonly userId?: string | undefined;
}
