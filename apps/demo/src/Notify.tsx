import { useDesktopNotifications, useTitleBadge } from '@confab/chat-react/notifications';
import { useToasts } from '@confab/chat-ui';
import type { ReactNode } from 'react';

/** Tells the reader of new messages while he looks elsewhere: in the title, and by notifications of the system if he wants them. */
export function Notify(): ReactNode {
  useTitleBadge();
  const toasts = useToasts();
  const { permission, request } = useDesktopNotifications({
    enabled: true,
    onClick: ({ threadId, id }) => {
      const url = new URL(location.href);
      url.searchParams.set('thread', threadId);
      if (id !== undefined) url.searchParams.set('message', id);
      location.href = url.href;
    },
  });
  if (permission !== 'default') return null;
  return (
    <button
      type="button"
      className="notify"
      onClick={() =>
        void request().then((answer) => {
          if (answer !== 'granted') toasts.show({ text: 'Your browser keeps this page quiet.' });
        })
      }
    >
      Notify me
    </button>
  );
}
