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

/** Copy text. */
export function CopyIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <rect x="7" y="7" width="9.2" height="9.2" rx="2" />
      <path d="M13 7V5.5a1.7 1.7 0 0 0-1.7-1.7H5.5a1.7 1.7 0 0 0-1.7 1.7v5.8A1.7 1.7 0 0 0 5.5 13H7" />
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

/** Delete. */
export function TrashIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M4 5.8h12M8 5.6V4.2h4v1.4M5.6 6l.7 9.2a1.2 1.2 0 0 0 1.2 1.1h5a1.2 1.2 0 0 0 1.2-1.1l.7-9.2M8.6 9v4.4M11.4 9v4.4" />
    </Icon>
  );
}

/** Who has read something. */
export function EyeIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M2.8 10S5.4 5 10 5s7.2 5 7.2 5-2.6 5-7.2 5-7.2-5-7.2-5z" />
      <circle cx="10" cy="10" r="2.2" />
    </Icon>
  );
}

/** Leave. Mirrored in right-to-left interfaces. */
export function LeaveIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size} flips>
      <path d="M8.5 4H5.6A1.6 1.6 0 0 0 4 5.6v8.8A1.6 1.6 0 0 0 5.6 16h2.9M8.5 10h8M13.2 6.7l3.3 3.3-3.3 3.3" />
    </Icon>
  );
}

/** A file. */
export function FileIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M11.5 3.5H7A1.8 1.8 0 0 0 5.2 5.3v9.4A1.8 1.8 0 0 0 7 16.5h6a1.8 1.8 0 0 0 1.8-1.8V6.8zM11.3 3.7v3.4h3.3M7.8 10.4h4.4M7.8 13h4.4" />
    </Icon>
  );
}

/** A picture. */
export function ImageIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <rect x="3.6" y="4.4" width="12.8" height="11.2" rx="2" />
      <circle cx="7.4" cy="8" r="1.2" />
      <path d="m4 14 4-3.6 2.6 2.2 2.6-2.6 3 3" />
    </Icon>
  );
}

/** Take a file onto this device. */
export function DownloadIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M10 4v8M6.6 9 10 12.4 13.4 9M4.5 15.6h11" />
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
