import { memo, type NamedExoticComponent, type ReactNode } from 'react';
import { AlertIcon } from '../icons/status-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link ListStart}. */
export interface ListStartProps {
  readonly hasOlder: boolean;
  readonly isFetchingOlder: boolean;
  /** What went wrong with the last older page; `true` for the standard sentence. */
  readonly error: ReactNode;
  readonly onTryAgain: (() => void) | undefined;
  /** Stands there when nothing is older. */
  readonly start: ReactNode;
}

/**
 * What stands above the first row: skeletons while an older page is on its way, or what went wrong with it. Its height
 * is the same before and while a page is loading, so nothing moves when loading begins.
 */
export const ListStart: NamedExoticComponent<ListStartProps> = memo(function ListStart({
  hasOlder,
  isFetchingOlder,
  error,
  onTryAgain,
  start,
}: ListStartProps): ReactNode {
  const labels = useLabels();
  if (error != null && error !== false) {
    return (
      <div data-part="older-error">
        <AlertIcon />
        <span>{error === true ? labels.olderFailed : error}</span>
        {onTryAgain && (
          <button type="button" onClick={onTryAgain}>
            {labels.tryAgain}
          </button>
        )}
      </div>
    );
  }
  if (!hasOlder) return start;
  return (
    <div data-part="older-loading" data-state={isFetchingOlder ? 'loading' : 'idle'} aria-hidden>
      <span />
      <span />
    </div>
  );
});
