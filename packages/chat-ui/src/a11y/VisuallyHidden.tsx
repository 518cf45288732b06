import type { ReactNode } from 'react';

/** Text that is read out but not shown. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }): ReactNode {
  return <span data-part="visually-hidden">{children}</span>;
}
