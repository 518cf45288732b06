// Icons of what is loaded on first use. Beside the others, every page would load them at once.
import type { ReactNode } from 'react';
import { Icon, type IconProps } from './Icon.tsx';

/** Copy text. */
export function CopyIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <rect x="7" y="7" width="9.2" height="9.2" rx="2" />
      <path d="M13 7V5.5a1.7 1.7 0 0 0-1.7-1.7H5.5a1.7 1.7 0 0 0-1.7 1.7v5.8A1.7 1.7 0 0 0 5.5 13H7" />
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

/** Answers a message. */
export function ReplyIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size} flips>
      <path d="M8 4.8 3.6 9.2 8 13.6M4 9.2h7.4a5 5 0 0 1 5 5v1" />
    </Icon>
  );
}

/** An address. */
export function LinkIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.5-2.5a3.2 3.2 0 0 0-4.6-4.6l-.9.9M11.5 8.5a3.2 3.2 0 0 0-4.6 0L4.4 11A3.2 3.2 0 0 0 9 15.6l.9-.9" />
    </Icon>
  );
}

/** Looks for something. */
export function SearchIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5 17 17" />
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

/** Delete. */
export function TrashIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M4 5.8h12M8 5.6V4.2h4v1.4M5.6 6l.7 9.2a1.2 1.2 0 0 0 1.2 1.1h5a1.2 1.2 0 0 0 1.2-1.1l.7-9.2M8.6 9v4.4M11.4 9v4.4" />
    </Icon>
  );
}

/** Once more. */
export function RetryIcon({ size }: IconProps): ReactNode {
  return (
    <Icon grid={20} size={size}>
      <path d="M15.6 7.5A6.2 6.2 0 1 0 16.2 11M16 3.8v3.9h-3.9" />
    </Icon>
  );
}
