'use client';

import { htmlToText } from '@confab/chat-core/model';
import { hasRead, messageOf } from '@confab/chat-core/state';
import type { Message } from '@confab/chat-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useChatStoreApi } from '../chat-context.ts';
import { isLooking } from './looking.ts';
import { useUnseenMessages } from './use-unseen-messages.ts';

/** What a notification says. */
export interface NotificationText {
  readonly title: string;
  readonly body?: string;
}

/** Whether the user lets this page show notifications. `unsupported`: the browser has none for pages. */
export type NotificationPermissionState = NotificationPermission | 'unsupported';

/** Options of {@link useDesktopNotifications}. */
export interface DesktopNotificationOptions {
  /** Off unless this is true, and the user has allowed it. */
  readonly enabled?: boolean | undefined;
  /** False: a notification names who has written, and not what. It may be seen by whoever stands near the screen. Default: true. */
  readonly showText?: boolean | undefined;
  /** What a notification says; `undefined`: there is none for this message. Default: the sender, and the message as plain text. */
  readonly text?: ((message: Message, topic: string) => NotificationText | undefined) | undefined;
  /** Address of a picture of this app. */
  readonly icon?: string | undefined;
  /** Called when the user has pressed a notification. The page has the focus then. */
  readonly onClick?: ((message: Message) => void) | undefined;
}

/** What {@link useDesktopNotifications} returns. */
export interface UseDesktopNotifications {
  readonly permission: NotificationPermissionState;
  /**
   * Asks the user, once; browsers want that in the press of a button. Nothing else asks. Resolves to the answer.
   */
  readonly request: () => Promise<NotificationPermissionState>;
}

/** Longer texts are cut by the system anyway. */
const maxBodyLength = 300;

/**
 * Shows a notification of the system for each message that somebody else writes while the user does not look at the page. A thread has one at
 * a time, also when several tabs are open; it goes when the user comes back, or has read the message elsewhere, or it is deleted.
 *
 * @example
 * const { permission, request } = useDesktopNotifications({ enabled: settings.notifications, onClick: ({ threadId }) => open(threadId) });
 * return permission === 'default' ? <button onClick={request}>Notify me</button> : null;
 */
export function useDesktopNotifications(
  options: DesktopNotificationOptions,
): UseDesktopNotifications {
  const { enabled = false } = options;
  const store = useChatStoreApi();
  const [permission, setPermission] = useState(readPermission);
  /** By thread. */
  const shown = useRef(
    new Map<string, { readonly id: string; readonly notification: Notification }>(),
  );

  const request = useCallback(async () => {
    const answer =
      readPermission() === 'default' ? await Notification.requestPermission() : readPermission();
    setPermission(answer);
    return answer;
  }, []);

  const onMessage = (message: Message): void => {
    if (readPermission() !== 'granted') return;
    const { threadId, id } = message;
    const topic = store.getState().threads.get(threadId)?.topic ?? '';
    const text = (options.text ?? defaultText)(message, topic);
    if (text === undefined || id === undefined) return;
    const body = options.showText === false ? undefined : text.body?.slice(0, maxBodyLength);
    try {
      const notification = new Notification(text.title, {
        // Another one of the thread, also of another tab, takes its place.
        tag: `confab:${threadId}`,
        ...(body !== undefined && { body }),
        ...(options.icon !== undefined && { icon: options.icon }),
      });
      notification.addEventListener('click', () => {
        window.focus();
        notification.close();
        options.onClick?.(message);
      });
      shown.current.set(threadId, { id, notification });
    } catch {
      // Browsers of phones have the class, and let only service workers use it.
      setPermission('unsupported');
    }
  };
  useUnseenMessages(enabled ? onMessage : undefined);

  useEffect(() => {
    const open = shown.current;
    const close = (threadId: string): void => {
      open.get(threadId)?.notification.close();
      open.delete(threadId);
    };
    const closeAll = (): void => {
      if (isLooking()) [...open.keys()].forEach(close);
    };
    // It may have been read, or deleted, elsewhere.
    const stop = store.subscribe(({ threads, userId }) => {
      for (const [threadId, { id }] of open) {
        const thread = threads.get(threadId);
        const message = thread && messageOf(thread, id);
        const receipt = thread?.receipts.get(userId);
        const isRead =
          thread !== undefined &&
          message !== undefined &&
          receipt !== undefined &&
          hasRead(thread, receipt, message);
        if (thread === undefined || isRead || message?.deletedAt !== undefined) close(threadId);
      }
    });
    window.addEventListener('focus', closeAll);
    document.addEventListener('visibilitychange', closeAll);
    return () => {
      stop();
      window.removeEventListener('focus', closeAll);
      document.removeEventListener('visibilitychange', closeAll);
      [...open.keys()].forEach(close);
    };
  }, [store]);

  return { permission, request };
}

function readPermission(): NotificationPermissionState {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

function defaultText(message: Message, topic: string): NotificationText {
  const { senderDisplayName: sender = '', content, kind } = message;
  const title = [sender, topic].filter((part) => part !== '').join(' · ');
  return { title, body: kind === 'html' ? htmlToText(content) : content };
}
