import { useConnection } from '@confab/chat-react';
import { useState } from 'react';
import { Thread } from './Thread.tsx';
import { ThreadList } from './ThreadList.tsx';

export function App() {
  const [openId, open] = useState<string>();
  const { status, isPersisted, ended, reconnect } = useConnection();
  if (ended) return <p className="empty">You are signed out. Reload the page to sign in.</p>;
  return (
    <div className={openId ? 'app open' : 'app'}>
      <div className="notices" role="status">
        {status === 'offline' && <p>You are offline. What you write is sent when you are back.</p>}
        {status === 'reconnecting' && <p>Reconnecting…</p>}
        {status === 'auth-blocked' && <button onClick={reconnect}>Sign in again</button>}
        {!isPersisted && <p>This browser keeps nothing: unsent messages end with this page.</p>}
      </div>
      <ThreadList openId={openId} onOpen={open} />
      {!openId && <p className="empty">Choose a chat.</p>}
      {openId && <Thread key={openId} threadId={openId} onClose={() => open(undefined)} />}
    </div>
  );
}
