'use client';

import type { ReactNode } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { Skeleton } from './Skeleton.tsx';

interface SkeletonRow {
  readonly isOwn?: boolean;
  readonly groupStart: boolean;
  readonly groupEnd: boolean;
  readonly width: string;
  readonly height: string;
}

const rows: readonly SkeletonRow[] = [
  { groupStart: true, groupEnd: false, width: '236px', height: '56px' },
  { groupStart: false, groupEnd: true, width: '148px', height: '36px' },
  { isOwn: true, groupStart: true, groupEnd: true, width: '196px', height: '36px' },
  { groupStart: true, groupEnd: true, width: '184px', height: '36px' },
  { isOwn: true, groupStart: true, groupEnd: false, width: '228px', height: '56px' },
  { isOwn: true, groupStart: false, groupEnd: true, width: '124px', height: '36px' },
];

/** Stands in for a conversation while it loads: rows of believable widths, in the chosen message style. */
export function MessageSkeletons(): ReactNode {
  const labels = useLabels();
  return (
    <div data-part="message-skeletons" aria-busy="true">
      <VisuallyHidden>{labels.loadingMessages}</VisuallyHidden>
      {rows.map((row) => (
        <div
          key={row.width}
          data-part="message"
          data-kind="skeleton"
          data-own={row.isOwn === true ? '' : undefined}
          data-group-start={row.groupStart ? '' : undefined}
          data-group-end={row.groupEnd ? '' : undefined}
          aria-hidden="true"
        >
          {row.groupStart && <span data-part="avatar" />}
          {row.groupStart && (
            <span data-part="message-sender">
              <Skeleton width="56px" height="10px" />
            </span>
          )}
          <span
            data-part="message-bubble"
            style={{ inlineSize: row.width, blockSize: row.height }}
          />
        </div>
      ))}
    </div>
  );
}
