'use client';

import {
  ChatClient,
  type ChatClientOptions,
  type CommunicationTokenCredential,
} from '@confab/chat-core';
import { createChatSession } from '@confab/chat-core/session';
import type { ChatSession, ChatSessionOptions } from '@confab/chat-core/session';
import { useEffect, useState } from 'react';

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

/** A session that providers have made and will end. */
interface OwnSession {
  readonly madeOf: string;
  readonly session: ChatSession;
  /** A component that uses it is mounted, with this credential. False: the session has ended. */
  readonly hold: (credential: CommunicationTokenCredential) => boolean;
  /** The component has gone. Where one is mounted anew at once, as StrictMode does, the session goes on. */
  readonly release: () => void;
}

/**
 * Sessions that no mounted component holds yet. React throws away what it has rendered when something below waits, and renders it anew:
 * that must not begin with another session each time.
 */
const waiting = new Map<string, OwnSession>();

/** So long, in ms, a session that was made for a rendering waits to be mounted. */
const patienceMs = 60_000;

/**
 * A session that lives as long as the component. Another endpoint, user or name makes another one. Nothing is opened before somebody below
 * asks for something, or the component is mounted.
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
  const { session, hold, release } = own;
  useEffect(() => {
    // What was hidden for longer, and is shown again, needs another one.
    // oxlint-disable-next-line react/set-state-in-effect
    if (!hold(credential)) setOwn(makeSession(madeOf, props));
    return release;
    // Of the other props a session is made once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [credential, hold, madeOf, release]);
  return session;
}

function makeSession(madeOf: string, props: OwnSessionProps): OwnSession {
  const kept = waiting.get(madeOf);
  if (kept !== undefined) return kept;
  const { endpoint, credential, userId, displayName, clientOptions, sessionOptions } = props;
  let current = credential;
  let holders = 0;
  let isOver = false;
  let ending: ReturnType<typeof setTimeout> | undefined;
  const renewable: CommunicationTokenCredential = {
    getToken: (options) => current.getToken(options),
    dispose() {},
  };
  const session = createChatSession(new ChatClient(endpoint, renewable, clientOptions), {
    ...sessionOptions,
    userId,
    displayName,
  });

  function endAfter(ms: number): void {
    ending = setTimeout(() => {
      isOver = true;
      waiting.delete(madeOf);
      void session.dispose();
    }, ms);
  }

  const own: OwnSession = {
    madeOf,
    session,
    hold(next) {
      current = next;
      clearTimeout(ending);
      waiting.delete(madeOf);
      holders += 1;
      return !isOver;
    },
    release() {
      holders -= 1;
      if (holders === 0) endAfter(0);
    },
  };
  // A server mounts nothing, and must keep nothing of one request for another.
  if (typeof document !== 'undefined') {
    waiting.set(madeOf, own);
    endAfter(patienceMs);
  }
  return own;
}
