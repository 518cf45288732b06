import type { ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';

/** Props of {@link DaySeparator}. */
export interface DaySeparatorProps {
  /** A moment of the day, milliseconds since 1970, UTC. */
  readonly day: number;
}

/** Stands above the first message of a day. */
export function DaySeparator({ day }: DaySeparatorProps): ReactNode {
  const text = useFormat().day(day);
  return (
    <div role="separator" aria-label={text} data-part="day-separator">
      <span>{text}</span>
    </div>
  );
}
