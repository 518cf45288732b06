import type { ReactNode } from 'react';
import { AvatarStack, type AvatarPerson } from '../avatar/AvatarStack.tsx';
import { ChatIcon } from '../icons/action-icons.tsx';

/** Props of {@link EmptyState}. */
export interface EmptyStateProps {
  readonly title: string;
  /** One sentence: what will be here, or what to do. */
  readonly description?: string | undefined;
  /** Their avatars stand above the title. Without them, a drawing does. */
  readonly people?: readonly AvatarPerson[] | undefined;
  readonly actionLabel?: string | undefined;
  readonly onAction?: (() => void) | undefined;
}

/** Fills a place that has nothing to show yet: one sentence and one action. */
export function EmptyState(props: EmptyStateProps): ReactNode {
  return (
    <div data-part="empty-state">
      {props.people !== undefined && props.people.length > 0 ? (
        <AvatarStack people={props.people} size={32} />
      ) : (
        <ChatIcon />
      )}
      <p data-part="state-title">{props.title}</p>
      {props.description !== undefined && <p data-part="state-description">{props.description}</p>}
      {props.actionLabel !== undefined && props.onAction !== undefined && (
        <button type="button" data-part="primary-button" onClick={props.onAction}>
          {props.actionLabel}
        </button>
      )}
    </div>
  );
}
