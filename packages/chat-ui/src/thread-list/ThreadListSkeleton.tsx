'use client';

import type { ReactNode } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { Skeleton } from '../states/Skeleton.tsx';

/** Widths of topic and preview, in per cent of the row. */
const rows: readonly (readonly [number, number])[] = [
  [46, 82],
  [28, 64],
  [52, 90],
  [36, 70],
  [42, 58],
  [30, 76],
];

/** Stands in for the threads while the first ones load. */
export function ThreadListSkeleton(): ReactNode {
  const labels = useLabels();
  return (
    <div data-part="thread-rows" aria-busy="true">
      <VisuallyHidden>{labels.loadingThreads}</VisuallyHidden>
      {rows.map(([topic, preview]) => (
        <div
          key={`${topic}-${preview}`}
          data-part="thread-row"
          data-state="loading"
          aria-hidden="true"
        >
          <Skeleton width="40px" height="40px" isRound />
          <span data-part="thread-text">
            <Skeleton width={`${topic}%`} height="12px" />
            <Skeleton width={`${preview}%`} height="10px" />
          </span>
        </div>
      ))}
    </div>
  );
}
