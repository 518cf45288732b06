import { Avatar, ChatUiProvider } from '@confab/chat-ui';
import type { ReactNode } from 'react';
import { demoAccounts } from '../accounts.ts';

/** Lets a visitor choose one of the demo accounts. `problem` says why signing in did not work. */
export function SignInPage({ problem }: { readonly problem?: string }): ReactNode {
  return (
    <ChatUiProvider className="sign-in">
      <main>
        <h1>Welcome to Confab</h1>
        <p>
          Four people, one launch. Choose who you are, then open a second window as somebody else.
        </p>
        {problem !== undefined && <p role="alert">{problem}</p>}
        <ul>
          {demoAccounts.map(({ id, uuid, displayName, role }) => (
            <li key={id}>
              <a href={`?user=${id}`}>
                <Avatar userId={uuid} name={displayName} size={40} />
                <span>
                  <strong>{displayName}</strong>
                  <small>{role}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </main>
    </ChatUiProvider>
  );
}
