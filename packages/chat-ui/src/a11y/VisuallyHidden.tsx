import type { ReactNode } from 'react';

/** Props of {@link VisuallyHidden}. */
export interface VisuallyHiddenProps {
  readonly id?: string | undefined;
  readonly children: ReactNode;
}

/** Text that is read out but not shown. */
export function VisuallyHidden({ id, children }: VisuallyHiddenProps): ReactNode {
  return (
    <span data-part="visually-hidden" id={id}>
      {children}
    </span>
  );
}
