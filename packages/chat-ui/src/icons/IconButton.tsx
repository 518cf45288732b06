import {
  forwardRef,
  type ButtonHTMLAttributes,
  type ForwardRefExoticComponent,
  type ReactNode,
  type RefAttributes,
} from 'react';

/** Props of {@link IconButton}: those of a button, with a name that is required. */
export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A square button that shows an icon only. Its label is its name and its tooltip. */
export const IconButton: ForwardRefExoticComponent<
  IconButtonProps & RefAttributes<HTMLButtonElement>
> = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, children, ...rest },
  ref,
): ReactNode {
  return (
    <button
      ref={ref}
      type="button"
      data-part="icon-button"
      aria-label={label}
      title={label}
      {...rest}
    >
      {children}
    </button>
  );
});
