import type { ChatClient } from '@confab/chat-core';
import type { ChatSession } from '@confab/chat-core/session';
import { Avatar, ConfirmDialog, MenuButton, useToasts, type MenuAction } from '@confab/chat-ui';
import { useState, type ReactNode } from 'react';

/** What the reader can do with his data: take the open chat along, clear this device, or go on as somebody else. */
export function AccountMenu({
  client,
  session,
}: {
  readonly client: ChatClient;
  readonly session: ChatSession;
}): ReactNode {
  const toasts = useToasts();
  const [asks, setAsks] = useState(false);

  async function exportAs(kind: 'json' | 'html'): Promise<void> {
    const threadId = new URLSearchParams(location.search).get('thread');
    if (threadId === null) return toasts.show({ text: 'Open a chat first.' });
    try {
      const { exportThread } = await import('@confab/chat-core/export');
      const { data, toJson, toHtml } = await exportThread(client, threadId);
      const text = kind === 'json' ? toJson() : toHtml({ locale: navigator.language });
      const type = kind === 'json' ? 'application/json' : 'text/html';
      save(new Blob([text], { type }), `${data.thread.topic || 'chat'}.${kind}`);
    } catch {
      toasts.show({ text: 'The chat could not be read. Check the connection and try again.' });
    }
    return undefined;
  }

  const actions: readonly MenuAction[] = [
    { id: 'html', label: 'Save this chat as a page', onSelect: () => void exportAs('html') },
    { id: 'json', label: 'Save this chat as JSON', onSelect: () => void exportAs('json') },
    {
      id: 'switch',
      label: 'Switch account',
      startsGroup: true,
      onSelect: () => location.assign('/'),
    },
    {
      id: 'erase',
      label: 'Erase my data on this device',
      isDanger: true,
      onSelect: () => setAsks(true),
    },
  ];
  return (
    <>
      <MenuButton
        label={`${session.displayName ?? 'Account'}: account`}
        icon={<Avatar userId={session.userId} name={session.displayName} size={28} />}
        actions={() => actions}
      />
      {asks && (
        <ConfirmDialog
          isDanger
          title="Erase my data on this device?"
          description="Drafts and messages that are not sent yet will be gone. What the service has stays."
          confirmLabel="Erase"
          onConfirm={async () => {
            await session.signOut();
            location.assign('/');
          }}
          failedText={(error) => (error instanceof Error ? error.message : String(error))}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
