import type { ReactNode } from 'react';
import { Icon, type IconProps } from '../icons/Icon.tsx';

/** Save what was changed. */
export function SaveIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="m4.2 10.6 3.9 3.9 7.7-8.6" />
    </Icon>
  );
}
