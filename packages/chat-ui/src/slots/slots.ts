import { createContext, type ComponentType, type Context } from 'react';
import type { AvatarProps } from '../avatar/Avatar.tsx';
import type { ComposerProps } from '../composer/Composer.tsx';
import type { NewMessagesPillProps } from '../list/NewMessagesPill.tsx';
import type { DaySeparatorProps } from '../list/DaySeparator.tsx';
import type { UnreadDividerProps } from '../list/UnreadDivider.tsx';
import type { AttachmentProps } from '../message/Attachment.tsx';
import type { MessageProps } from '../message/Message.tsx';
import type { MessageActionsProps } from '../message/MessageActions.tsx';
import type { MessageBodyProps } from '../message/MessageBody.tsx';
import type { SystemMessageProps } from '../message/SystemMessage.tsx';
import type { ReadReceiptProps } from '../receipt/ReadReceipt.tsx';
import type { EmptyStateProps } from '../states/EmptyState.tsx';
import type { ThreadHeaderProps } from '../thread-header/ThreadHeader.tsx';
import type { ThreadRowProps } from '../thread-list/ThreadRow.tsx';
import type { TypingIndicatorProps } from '../typing/TypingIndicator.tsx';

/** The parts that an app can replace by name, with the props that each of them gets. */
export interface SlotProps {
  readonly Avatar: AvatarProps;
  readonly Message: MessageProps;
  readonly MessageBody: MessageBodyProps;
  readonly MessageActions: MessageActionsProps;
  readonly Attachment: AttachmentProps;
  readonly SystemMessage: SystemMessageProps;
  readonly ReadReceipt: ReadReceiptProps;
  readonly DaySeparator: DaySeparatorProps;
  readonly UnreadDivider: UnreadDividerProps;
  readonly NewMessagesPill: NewMessagesPillProps;
  readonly TypingIndicator: TypingIndicatorProps;
  readonly Composer: ComposerProps;
  readonly ThreadHeader: ThreadHeaderProps;
  readonly ThreadRow: ThreadRowProps;
  readonly EmptyState: EmptyStateProps;
}

/** Name of a part that can be replaced. */
export type SlotName = keyof SlotProps;

/** A component for a slot. It gets everything that the kit's own gets, and `Default`: what stands there without it. */
export type SlotComponent<Name extends SlotName> = ComponentType<
  SlotProps[Name] & { readonly Default: ComponentType<SlotProps[Name]> }
>;

/** Components by slot. What is left out stays as it is. */
export type Slots = { readonly [Name in SlotName]?: SlotComponent<Name> | undefined };

/** The replaced parts of one provider, as its components look them up. */
export interface SlotSet {
  /** What stands in a slot: the same component in every render. `Default` is what the kit draws there. */
  resolve<Name extends SlotName>(
    name: Name,
    Default: ComponentType<SlotProps[Name]>,
  ): ComponentType<SlotProps[Name]>;
}

/** The slots of the nearest provider. `null`: nothing is replaced. */
export const SlotsContext: Context<SlotSet | null> = createContext<SlotSet | null>(null);
