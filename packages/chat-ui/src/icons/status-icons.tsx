import type { ReactNode } from 'react';
import { Icon, type IconProps } from './Icon.tsx';

/** Waits to be sent, or is being sent. */
export function ClockIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.9V8l2 1.4" />
    </Icon>
  );
}

/** Stored by the service. */
export function CheckIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <path d="m3.2 8.4 3.1 3.1 6.5-6.8" />
    </Icon>
  );
}

/** Read by everybody. */
export function DoubleCheckIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <path d="m.9 8.4 3 3.1 6-6.8M7.6 11.1l.5.4 6.4-6.8" />
    </Icon>
  );
}

/** Something did not work. */
export function AlertIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.8v3.7M8 11v.1" />
    </Icon>
  );
}

/** The kit is finding something out: a broken circle. */
export function CheckingIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <circle cx="8" cy="8" r="5.75" strokeDasharray="2.2 2.3" />
    </Icon>
  );
}

/** No network. */
export function OfflineIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={16} size={size}>
      <path d="M2 2l12 12M5 9.2a4.3 4.3 0 0 1 2.2-1.1M2.4 6.4A8.2 8.2 0 0 1 4.6 5M7 4.3a8 8 0 0 1 6.6 2.1M10.6 9l.4.3M8 12.2v.1" />
    </Icon>
  );
}
