import type { ChatSession } from '@confab/chat-core/session';
import { ChatProvider } from '@confab/chat-react';
import { Avatar, ChatUiProvider, type AvatarPerson } from '@confab/chat-ui';
import { ChatApp } from '@confab/chat-ui/connected';
import type { ReactNode } from 'react';
import { demoAccounts } from '../accounts.ts';

/** The chat of a signed-in account: the kit's components on the kit's session. */
export function DemoChat({ session }: { readonly session: ChatSession }): ReactNode {
  return (
    <ChatProvider session={session}>
      <ChatUiProvider className="demo" locale={navigator.language} style={{ height: '100%' }}>
        <OpenChat session={session} />
      </ChatUiProvider>
    </ChatProvider>
  );
}

function OpenChat({ session }: { readonly session: ChatSession }): ReactNode {
  return (
    <ChatApp
      initialThreadId={new URLSearchParams(location.search).get('thread') ?? undefined}
      opensLatest={matchMedia('(min-width: 720px)').matches}
      onThreadChange={rememberThread}
      people={peopleBeside(session.userId)}
      onSignIn={() => location.reload()}
      actions={
        <a className="account" href="/" title={`${session.displayName} · switch account`}>
          <Avatar userId={session.userId} name={session.displayName} size={28} />
        </a>
      }
    />
  );
}

/** The demo's people, as raw ids of the resource that the reader belongs to. */
function peopleBeside(userId: string): readonly AvatarPerson[] {
  const resource = userId.slice(0, userId.lastIndexOf('_') + 1);
  return demoAccounts.map(({ uuid, displayName }) => ({ userId: resource + uuid, displayName }));
}

/** Keeps the open thread in the address, so that a reload comes back to it. */
function rememberThread(threadId: string | undefined): void {
  const url = new URL(location.href);
  if (threadId === undefined) url.searchParams.delete('thread');
  else url.searchParams.set('thread', threadId);
  history.replaceState(null, '', url);
}
