import { chatLimits } from '@confab/chat-core/model';
import { useContext, useState, type ReactNode } from 'react';
import type { Labels } from '../labels/labels.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { DismissedNoticesContext } from './dismissed-notices.ts';
import { ThreadNotice, type ThreadNoticeProps } from './ThreadNotice.tsx';

/** Why drafts and unsent messages are not kept in this browser. */
export type KeepingProblem = 'unavailable' | 'full' | 'newer-version' | 'turned-off';

/** Props of {@link WritingNotice}. */
export interface WritingNoticeProps {
  readonly threadId: string;
  readonly problem: KeepingProblem | undefined;
  readonly hasManyPeople: boolean;
}

/** What has to be known about writing here. One at a time: what may be lost comes first. */
export function WritingNotice(props: WritingNoticeProps): ReactNode {
  const { threadId, problem, hasManyPeople } = props;
  const labels = useAllLabels();
  const above = useContext(DismissedNoticesContext);
  const [own] = useState(() => new Set<string>());
  const [, setCount] = useState(0);
  const dismissed = above ?? own;

  const notices: readonly (ThreadNoticeProps & { readonly name: string })[] = [
    ...notKept(problem, labels),
    ...(hasManyPeople
      ? [
          {
            name: `many-people ${threadId}`,
            title: labels.signalsUnsupported(chatLimits.maxParticipantsForReceipts),
            description: labels.signalsUnsupportedHint,
          },
        ]
      : []),
  ];
  const shown = notices.find(({ name }) => !dismissed.has(name));
  if (shown === undefined) return null;
  const { name, ...notice } = shown;
  return (
    <ThreadNotice
      {...notice}
      onDismiss={() => {
        dismissed.add(name);
        setCount((count) => count + 1);
      }}
    />
  );
}

/** An app that keeps nothing on purpose has nothing to say about it. */
function notKept(
  problem: KeepingProblem | undefined,
  labels: Labels,
): (ThreadNoticeProps & { readonly name: string })[] {
  if (problem === undefined || problem === 'turned-off') return [];
  const description = {
    unavailable: labels.notKeptPrivate,
    full: labels.notKeptFull,
    'newer-version': labels.notKeptNewer,
  }[problem];
  return [{ name: `not-kept ${problem}`, tone: 'warning', title: labels.notKept, description }];
}
