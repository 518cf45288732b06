export { useTotalUnread, type UseTotalUnread } from './use-total-unread.ts';
export { useTitleBadge, type TitleBadgeOptions } from './use-title-badge.ts';
export {
  useMessageSound,
  type MessageSoundOptions,
  type UseMessageSound,
} from './use-message-sound.ts';
export {
  useDesktopNotifications,
  type DesktopNotificationOptions,
  type NotificationPermissionState,
  type NotificationText,
  type UseDesktopNotifications,
} from './use-desktop-notifications.ts';
