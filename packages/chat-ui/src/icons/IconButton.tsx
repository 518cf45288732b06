import type { ButtonHTMLAttributes, ReactNode } from 'react';

/** Props of {@link IconButton}: those of a button, with a name that is required. */
export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A square button that shows an icon only. Its label is its name and its tooltip. */
export function IconButton({ label, children, ...rest }: IconButtonProps): ReactNode {
  return (
    <button type="button" data-part="icon-button" aria-label={label} title={label} {...rest}>
      {children}
    </button>
  );
}
