'use client';

import {
  ChatClient,
  type ChatClientOptions,
  type CommunicationTokenCredential,
} from '@confab/chat-core';
import { createChatSession } from '@confab/chat-core/session';
import type { ChatSession, ChatSessionOptions } from '@confab/chat-core/session';
import { useEffect, useState } from 'react';
import { useLatest } from './use-latest.ts';

/** What a session is made of. */
export interface OwnSessionProps {
  /** Address of the chat service, such as `https://<resource>.communication.azure.com` or `http://localhost:4800`. */
  readonly endpoint: string;
  /** Where the user's token comes from. Another object is used from the next token on, and changes nothing else. */
  readonly credential: CommunicationTokenCredential;
  /** Raw id of the signed-in user. It must be the token's user. */
  readonly userId: string;
  /** Name under which messages and typing notifications go out. */
  readonly displayName?: string | undefined;
  /** Read when the session is made. */
  readonly clientOptions?: ChatClientOptions | undefined;
  /** Read when the session is made. */
  readonly sessionOptions?: Omit<ChatSessionOptions, 'userId' | 'displayName'> | undefined;
}

/** A session that this component has made and will end. */
interface OwnSession {
  readonly madeOf: string;
  readonly session: ChatSession;
  /** Takes the credential of the latest render. */
  readonly renew: (credential: CommunicationTokenCredential) => void;
  /** The component is mounted. False: the session has ended. */
  readonly hold: () => boolean;
  /** The component has gone. One that is mounted anew at once, as StrictMode does, goes on with the same session. */
  readonly release: () => void;
}

/**
 * A session that lives as long as the component. Another endpoint, user or name makes another one. Nothing is opened before the
 * component is mounted, so one that was made for a rendering that React throws away costs nothing.
 */
export function useOwnSession(props: OwnSessionProps): ChatSession {
  const { endpoint, credential, userId, displayName } = props;
  const madeOf = JSON.stringify([endpoint, userId, displayName]);
  const [state, setOwn] = useState(() => makeSession(madeOf, props));
  let own = state;
  if (own.madeOf !== madeOf) {
    own = makeSession(madeOf, props);
    setOwn(own);
  }
  const { session, renew, hold, release } = own;
  const latest = useLatest(props);
  useEffect(() => renew(credential), [renew, credential]);
  useEffect(() => {
    // What was hidden for longer, and is shown again, needs another one.
    // oxlint-disable-next-line react/set-state-in-effect
    if (!hold()) setOwn(makeSession(madeOf, latest.current));
    return release;
  }, [hold, latest, madeOf, release]);
  return session;
}

function makeSession(
  madeOf: string,
  { endpoint, credential, userId, displayName, clientOptions, sessionOptions }: OwnSessionProps,
): OwnSession {
  let current = credential;
  let ending: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const renewable: CommunicationTokenCredential = {
    getToken: (options) => current.getToken(options),
    dispose() {},
  };
  const session = createChatSession(new ChatClient(endpoint, renewable, clientOptions), {
    ...sessionOptions,
    userId,
    ...(displayName !== undefined && { displayName }),
  });
  return {
    madeOf,
    session,
    renew(next) {
      current = next;
    },
    hold() {
      clearTimeout(ending);
      return !isOver;
    },
    release() {
      ending = setTimeout(() => {
        isOver = true;
        void session.dispose();
      });
    },
  };
}
