'use client';

import { memo, useState, type NamedExoticComponent, type ReactNode } from 'react';
import { PersonIcon } from '../icons/action-icons.tsx';
import type { ConfabStyle } from '../root/styles.ts';
import { initialsOf } from './initials.ts';
import { senderHue } from './sender-hue.ts';

/** Props of {@link Avatar}. */
export interface AvatarProps {
  /** Raw id; decides the colour. */
  readonly userId: string;
  readonly name?: string | undefined;
  /** Address of a picture. The initials show until it has loaded, and when it cannot be loaded. */
  readonly src?: string | undefined;
  /** Diameter in px. Default: the size that fits the place, 32 elsewhere. */
  readonly size?: number;
}

/** Picture or initials of a person. Decoration: the name always stands beside it, so assistive technology skips it. */
export const Avatar: NamedExoticComponent<AvatarProps> = memo(function Avatar(
  props: AvatarProps,
): ReactNode {
  const [brokenSrc, setBrokenSrc] = useState<string | null>(null);
  const style: ConfabStyle = {
    '--h': senderHue(props.userId),
    ...(props.size !== undefined && { '--confab-avatar-size': `${props.size}px` }),
  };
  const initials = initialsOf(
    props.name ?? '',
    props.size !== undefined && props.size < 26 ? 1 : 2,
  );
  const src = props.src === brokenSrc ? undefined : props.src;
  return (
    <span data-part="avatar" data-sender="" style={style} aria-hidden="true">
      {initials === '' ? <PersonIcon /> : initials}
      {src !== undefined && (
        <img src={src} alt="" loading="lazy" decoding="async" onError={() => setBrokenSrc(src)} />
      )}
    </span>
  );
});
