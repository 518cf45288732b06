import type { ReactNode } from 'react';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { PersonNotAdded } from './adding.ts';

/** Who could not be added, each with the reason. */
export function NotAdded({ failed }: { readonly failed: readonly PersonNotAdded[] }): ReactNode {
  const labels = useAllLabels();
  return (
    <>
      <p>{labels.notAddedCount(failed.length)}</p>
      <ul data-part="people">
        {failed.map(({ participant, error }) => (
          <li key={participant.userId} data-part="not-added">
            <bdi data-part="reader-name">{participant.displayName ?? participant.userId}</bdi>
            <span data-part="problem">{reasonOf(error.code, labels) ?? error.message}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function reasonOf(code: string, labels: Labels): string | undefined {
  if (code === '403' || code === 'Forbidden') return labels.notAddedForbidden;
  if (code === '404' || code === 'NotFound') return labels.notAddedUnknown;
  if (code === 'network') return labels.notAddedOffline;
  return undefined;
}
