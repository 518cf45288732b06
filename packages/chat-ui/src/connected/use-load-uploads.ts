import type { Uploads } from '@confab/chat-core/session';
import { useChatSession } from '@confab/chat-react';
import { useCallback } from 'react';

/** Loads the files of the user. The function stays the same as long as the session does. */
export function useLoadUploads(): () => Promise<Uploads> {
  const session = useChatSession();
  return useCallback(() => session.uploads(), [session]);
}
