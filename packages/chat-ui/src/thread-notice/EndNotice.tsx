import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { ThreadNotice } from './ThreadNotice.tsx';

/** Why nothing can be written in a thread that can still be read. */
export type ThreadEnd = 'removed' | 'gone' | 'signed-out' | 'disposed';

/** Props of {@link EndNotice}. */
export interface EndNoticeProps {
  readonly end: ThreadEnd;
  /** Whether the field that stood here had the focus. */
  readonly hadFocus: RefObject<boolean>;
  readonly onBack: (() => void) | undefined;
  readonly onSignIn: (() => void) | undefined;
}

/** Stands where the composer was, and takes its focus: what has the focus hears it that way, all others from the announcer. */
export function EndNotice(props: EndNoticeProps): ReactNode {
  const { end, hadFocus, onBack, onSignIn } = props;
  const labels = useAllLabels();
  const texts = endTexts(end, labels);
  const isSessionOver = end === 'signed-out' || end === 'disposed';
  const text = `${texts.title} ${texts.description}`;
  const announcer = useAnnouncer();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hadFocus.current) box.current?.focus({ preventScroll: true });
    else announcer.say(text);
  }, [hadFocus, announcer, text]);
  return (
    <ThreadNotice
      tone="ended"
      {...texts}
      boxRef={box}
      actionLabel={isSessionOver ? labels.signInAgain : labels.back}
      onAction={isSessionOver ? onSignIn : onBack}
    />
  );
}

function endTexts(
  end: ThreadEnd,
  labels: Labels,
): { readonly title: string; readonly description: string } {
  switch (end) {
    case 'removed':
      return { title: labels.notMember, description: labels.notMemberHint };
    case 'gone':
      return { title: labels.threadDeleted, description: labels.threadDeletedHint };
    case 'signed-out':
      return { title: labels.signedOut, description: labels.signedOutHint };
    case 'disposed':
      return { title: labels.sessionClosed, description: labels.sessionClosedHint };
  }
}
