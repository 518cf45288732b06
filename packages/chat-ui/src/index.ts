export { ChatUiProvider, type ChatUiProviderProps } from './root/ChatUiProvider.tsx';
export type { LinkComponent, LinkProps } from './root/link-context.ts';
export type { ConfabStyle } from './root/styles.ts';

export { useAnnouncer } from './announcer/use-announcer.ts';
export type { Announcer } from './announcer/announcer.ts';
export { useRegionCycling } from './a11y/use-region-cycling.ts';
export { useToasts, type Toast, type Toasts } from './toasts/toasts.ts';
export { ChatUiSlots, type ChatUiSlotsProps } from './slots/ChatUiSlots.tsx';
export type { SlotComponent, SlotName, SlotProps, Slots } from './slots/slots.ts';

export { ActionMenu, type ActionMenuProps } from './overlay/ActionMenu.tsx';
export { MenuButton, type MenuButtonProps } from './overlay/MenuButton.tsx';
export type { MenuAction, OverlayAnchor } from './overlay/menu-action.ts';
export { Dialog, type DialogProps } from './overlay/Dialog.tsx';
export { ConfirmDialog, type ConfirmDialogProps } from './overlay/ConfirmDialog.tsx';
export { Popover, type PopoverProps } from './overlay/Popover.tsx';
export { EmojiButton } from './emoji/EmojiButton.tsx';
export { EmojiPicker, type EmojiPickerProps } from './emoji/EmojiPicker.tsx';
export { loadEmojiSearch } from './emoji/load-emoji-search.ts';
export type { EmojiMatch, EmojiSearch } from './emoji/emoji-search.ts';

export type { Labels } from './labels/labels.ts';
export type { CoreLabels } from './labels/core-labels.ts';
export type { LaterLabels } from './labels/later-labels.ts';
export { useLabels } from './labels/use-labels.ts';
export { useFormat } from './labels/use-format.ts';
export type { FirstDayOfWeek, Format, HourCycle } from './labels/format.ts';

export { ChatLayout, type ChatLayoutProps } from './layout/ChatLayout.tsx';
export { ThreadPane, type ThreadPaneProps } from './layout/ThreadPane.tsx';
export { ThreadHeader, type ThreadHeaderProps } from './thread-header/ThreadHeader.tsx';
export { ConnectionChip, type ConnectionChipProps } from './thread-header/ConnectionChip.tsx';
export { ThreadMenu, type ThreadMenuProps } from './thread-actions/ThreadMenu.tsx';
export { TopicDialog, type TopicDialogProps } from './thread-actions/TopicDialog.tsx';
export { ThreadList, type ThreadListProps } from './thread-list/ThreadList.tsx';
export type { ThreadListEntry, ThreadPreview } from './thread-list/thread-list-entry.ts';
export { PeopleDialog, type PeopleDialogProps } from './people/PeopleDialog.tsx';
export type { AddingOutcome, PersonNotAdded, PersonToAdd } from './people/adding.ts';
export { ParticipantList, type ParticipantListProps } from './participant-list/ParticipantList.tsx';

export { MessageList } from './list/MessageList.tsx';
export {
  useMessageListBehavior,
  type MessageListBehavior,
} from './list/use-message-list-behavior.ts';
export type { MessageListBehaviorOptions } from './list/message-list-options.ts';
export type { MessageListRow } from './list/list-rows.ts';
export type { UnreadMessages } from './list/use-unread-above.ts';
export type {
  MessageListHandle,
  MessageListItemsProps,
  MessageListMessagesProps,
  MessageListPlace,
  MessageListProps,
  RowLabelPart,
  ScrollToMessageOptions,
  MessageSender,
} from './list/message-list-props.ts';
export type { MessageListItem } from './list/message-list-item.ts';
export {
  createMessageItems,
  type MessageFacts,
  type MessageItems,
  type MessageItemsBuilder,
  type MessageItemsInput,
  type MessageItemsOptions,
} from './list/message-items.ts';

export { Message, type MessageProps } from './message/Message.tsx';
export { MessageText, type MessageTextProps } from './message/MessageText.tsx';
export type { MessageAttachment } from './message/attachments.ts';
export { MessageQuote, type MessageQuoteProps } from './reply/MessageQuote.tsx';
export { RowBoundary, type RowBoundaryProps } from './message/RowBoundary.tsx';
export type { MessageReading } from './receipt/message-reading.ts';
export { useRowId } from './list/row-context.ts';
export { messageStatusOf } from './message/message-status.ts';
export { htmlToText } from '@confab/chat-core/model';
export { ReadReceipt, type MessageReader, type ReadReceiptProps } from './receipt/ReadReceipt.tsx';
export { TypingIndicator, type TypingIndicatorProps } from './typing/TypingIndicator.tsx';

export { AttachButton, type AttachButtonProps } from './attachments/AttachButton.tsx';
export {
  ComposerAttachments,
  type ComposerAttachmentsProps,
} from './attachments/ComposerAttachments.tsx';
export type { FileRules } from './attachments/check-files.ts';
export type { PendingAttachment } from './attachments/pending-attachment.ts';
export type {
  AttachedFiles,
  FilesError,
  MessageWithFiles,
  NotedDraft,
  ThreadUploads,
} from './attachments/thread-uploads.ts';
export { ComposerTools, type ComposerToolsProps } from './composer-tools/ComposerTools.tsx';
export { Composer, type ComposerProps } from './composer/Composer.tsx';
export { ComposerBanner, type ComposerBannerProps } from './composer/ComposerBanner.tsx';
export { useComposer, type ComposerBehavior } from './composer/use-composer.ts';
export type { UseComposerOptions } from './composer/composer-options.ts';
export type { ComposerEdit } from './composer/use-field-text.ts';
export type { TextSelection } from './composer/text-selection.ts';
export type { SendBlock } from './composer/send-block.ts';
export type { SubmitMode } from './composer/enter-key.ts';
export { hasContent, measureMessage, type MessageLength } from './composer/message-length.ts';

export { Avatar, type AvatarProps } from './avatar/Avatar.tsx';
export { AvatarPair, type AvatarPairProps } from './avatar/AvatarPair.tsx';
export { AvatarStack, type AvatarPerson, type AvatarStackProps } from './avatar/AvatarStack.tsx';
export { senderHue } from './avatar/sender-hue.ts';

export { EmptyState, type EmptyStateProps } from './states/EmptyState.tsx';
export { ThreadStart, type ThreadStartProps } from './states/ThreadStart.tsx';
export { ErrorState, type ErrorStateProps } from './states/ErrorState.tsx';
export { MessageSkeletons } from './states/MessageSkeletons.tsx';
export { ConnectionBanner, type ConnectionBannerProps } from './states/ConnectionBanner.tsx';
export type { BannerStatus } from './states/banner-text.ts';
export { ThreadNotice, type ThreadNoticeProps } from './thread-notice/ThreadNotice.tsx';

export { IconButton, type IconButtonProps } from './icons/IconButton.tsx';
export {
  BackIcon,
  ChatIcon,
  CloseIcon,
  ComposeIcon,
  DownIcon,
  FilterIcon,
  LockIcon,
  MoreIcon,
  PencilIcon,
  PeopleIcon,
  PersonIcon,
  SendIcon,
} from './icons/action-icons.tsx';
export {
  AlertIcon,
  CheckIcon,
  CheckingIcon,
  ClockIcon,
  DoubleCheckIcon,
  OfflineIcon,
} from './icons/status-icons.tsx';
export type { IconProps } from './icons/Icon.tsx';
