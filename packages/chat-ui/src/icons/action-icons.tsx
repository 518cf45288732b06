import type { ReactNode } from 'react';
import { Icon, type IconProps } from './Icon.tsx';

/** Send a message. */
export const SendIcon: (props: IconProps) => ReactNode = UpIcon;

/** Go to the newest message. */
export function DownIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M10 4.5v11M5.2 10.8l4.8 4.8 4.8-4.8" />
    </Icon>
  );
}

/** Go to the first unread message. */
export function UpIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M10 15.5v-11M5.2 9.2 10 4.4l4.8 4.8" />
    </Icon>
  );
}

/** Go back. Mirrored in right-to-left interfaces. */
export function BackIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size} flips>
      <path d="M12 4.5 6.5 10l5.5 5.5" />
    </Icon>
  );
}

/** Close or clear. */
export function CloseIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="m5.5 5.5 9 9M14.5 5.5l-9 9" />
    </Icon>
  );
}

/** The people of a thread. */
export function PeopleIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <circle cx="7.8" cy="7" r="2.8" />
      <path d="M2.8 16a5 5 0 0 1 10 0M13 4.4a2.8 2.8 0 0 1 0 5.2M14.8 11.8a5 5 0 0 1 2.4 4.2" />
    </Icon>
  );
}

/** One person whose name is not known. */
export function PersonIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <circle cx="10" cy="7.2" r="3" />
      <path d="M4.4 16.2a5.6 5.6 0 0 1 11.2 0" />
    </Icon>
  );
}

/** Start something new, with a pencil. */
export function ComposeIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M10.5 4H6a2.2 2.2 0 0 0-2.2 2.2V14A2.2 2.2 0 0 0 6 16.2h7.8A2.2 2.2 0 0 0 16 14V9.5M9 11.2l.3-2.2 5.9-5.9 1.8 1.8-5.9 5.9z" />
    </Icon>
  );
}

/** Narrow a list down. */
export function FilterIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M4 6h12M6.5 10h7M9 14h2" />
    </Icon>
  );
}

/** Writing is not possible. */
export function LockIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <rect x="4.8" y="9" width="10.4" height="7.2" rx="1.8" />
      <path d="M7 9V6.8a3 3 0 0 1 6 0V9" />
    </Icon>
  );
}

/** Change what was written. */
export function PencilIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="m12.8 4.2 3 3L7 16H4v-3zM11 6l3 3" />
    </Icon>
  );
}

/** More actions. */
export function MoreIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M4.8 10h.01M10 10h.01M15.2 10h.01" strokeWidth="2.4" />
    </Icon>
  );
}

/** A conversation; for empty states. */
export function ChatIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={48} size={size}>
      <path d="M9 12.5h24a4 4 0 0 1 4 4v11a4 4 0 0 1-4 4H19l-7 6v-6H9a4 4 0 0 1-4-4v-11a4 4 0 0 1 4-4z" />
      <path d="M14 20h14M14 25h9" />
    </Icon>
  );
}

/** Attach a file. */
export function ClipIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="m16 9.3-6.2 6.2a3.9 3.9 0 0 1-5.5-5.5l6.4-6.4a2.6 2.6 0 0 1 3.7 3.7L8 13.7a1.3 1.3 0 0 1-1.8-1.8l5.6-5.6" />
    </Icon>
  );
}

/** Emoji. */
export function SmileIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <circle cx="10" cy="10" r="6.8" />
      <path d="M7.2 11.8a3.2 3.2 0 0 0 5.6 0M7.8 8.2v.1M12.2 8.2v.1" />
    </Icon>
  );
}
