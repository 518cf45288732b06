import { ChatProvider } from '@confab/chat-react';
import { ChatUiProvider, type AvatarPerson, type Labels } from '@confab/chat-ui';
import { ChatApp } from '@confab/chat-ui/connected';
import type { ReactNode } from 'react';
import { demoAccounts } from '../accounts.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { Notify } from './Notify.tsx';
import type { SignedIn } from './sign-in.ts';

/** The chat of a signed-in account: the kit's components on the kit's session. */
export function DemoChat({
  labels,
  ...account
}: SignedIn & {
  /** The texts of the reader's language. */
  readonly labels: Partial<Labels>;
}): ReactNode {
  return (
    <ChatProvider session={account.session}>
      <ChatUiProvider
        className="demo"
        locale={navigator.language}
        labels={labels}
        style={{ height: '100%' }}
      >
        <OpenChat {...account} />
      </ChatUiProvider>
    </ChatProvider>
  );
}

const addressed = new URLSearchParams(location.search);

function OpenChat({ client, session }: SignedIn): ReactNode {
  return (
    <ChatApp
      initialThreadId={addressed.get('thread') ?? undefined}
      initialMessageId={addressed.get('message') ?? undefined}
      messageLink={linkTo}
      opensLatest={matchMedia('(min-width: 720px)').matches}
      onThreadChange={rememberThread}
      people={peopleBeside(session.userId)}
      onSignIn={() => location.reload()}
      actions={
        <>
          <Notify />
          <AccountMenu client={client} session={session} />
        </>
      }
    />
  );
}

/** The demo's people, as raw ids of the resource that the reader belongs to. */
function peopleBeside(userId: string): readonly AvatarPerson[] {
  const resource = userId.slice(0, userId.lastIndexOf('_') + 1);
  return demoAccounts.map(({ uuid, displayName }) => ({ userId: resource + uuid, displayName }));
}

/** The address of a message, as the reader who copies it sees it: whoever opens it signs in as himself. */
function linkTo(threadId: string, messageId: string): string {
  const url = new URL(location.href);
  url.searchParams.set('thread', threadId);
  url.searchParams.set('message', messageId);
  return url.href;
}

/** Keeps the open thread in the address, so that a reload comes back to it. */
function rememberThread(threadId: string | undefined): void {
  const url = new URL(location.href);
  url.searchParams.delete('message');
  if (threadId === undefined) url.searchParams.delete('thread');
  else url.searchParams.set('thread', threadId);
  history.replaceState(null, '', url);
}
