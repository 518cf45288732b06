'use client';

import { useUser } from '@confab/chat-react';
import type { ReactNode } from 'react';
import type { SlotComponent, Slots } from '../slots/slots.ts';

/** An avatar with the picture and the name that the app's `resolveUser` knows. */
const ResolvedAvatar: SlotComponent<'Avatar'> = function ResolvedAvatar({
  Default,
  ...props
}): ReactNode {
  const { displayName = props.name, avatarUrl = props.src } = useUser(props.userId);
  return <Default {...props} name={displayName} src={avatarUrl} />;
};

/** What the connected components put around themselves, so that every avatar below them shows whom the app knows. */
export const resolvedSlots: Slots = { Avatar: ResolvedAvatar };
