import { ChatClient, createTokenCredential, type Clock } from '@confab/chat-core';
import {
  createChatSession,
  type ChatSession,
  type ReliabilityConfig,
} from '@confab/chat-core/session';
import { ChatProvider, createChatStore } from '@confab/chat-react';
import { createChatService, type ChatService } from '@confab/chat-server';
import { configure, render, waitFor, type RenderResult } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { vi } from 'vitest';
import { ChatUiProvider } from '../../root/ChatUiProvider.tsx';
import type { ConfabStyle } from '../../root/styles.ts';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

/** Somebody who is signed in. */
export interface ScenePerson {
  readonly client: ChatClient;
  readonly session: ChatSession;
  /** The requests so far: method, path and query. */
  readonly requests: readonly string[];
  /** From now on, sends are answered with this status and store nothing. `undefined`: they reach the service again. */
  refuseSends(status: number | undefined): void;
  /** Holds back sends until the returned function is called. */
  holdSends(): () => void;
  /** Holds back the answers to reads of receipts until the returned function is called. */
  holdReceipts(): () => void;
}

/** Ada, who looks at the components, and Grace, who writes to her, on a service in this process. */
export interface ConnectedScene {
  readonly service: ChatService;
  readonly ada: ScenePerson;
  readonly grace: ScenePerson;
  /** The thread "Launch" of both. */
  readonly threadId: string;
  /** Signs somebody in; with a token of your own, maybe without success. The scene ends the session. */
  signIn(name: string, token?: string): Promise<ScenePerson>;
  /** Creates a thread of Grace and Ada in which Grace says `messages`. */
  createThread(topic: string, messages?: readonly string[]): Promise<string>;
  /** Puts both providers, in StrictMode, around something. Default: of Ada. */
  wrap(ui: ReactNode, options?: { as?: ScenePerson; style?: ConfabStyle }): ReactNode;
  /** Renders what {@link ConnectedScene.wrap} makes. */
  render(ui: ReactNode, options?: { as?: ScenePerson; style?: ConfabStyle }): RenderResult;
  /** Resolves when Ada hears of changes as they happen. */
  untilLive(): Promise<void>;
  end(): Promise<void>;
}

/** Sets the scene: Grace has said `messages`, and Ada has read nothing. `clock` is that of the sessions. */
export async function createConnectedScene(
  messages: readonly string[] = [],
  clock?: Clock,
  reliability?: Partial<ReliabilityConfig>,
): Promise<ConnectedScene> {
  const service = await createChatService();
  const people: ScenePerson[] = [];

  async function signIn(name: string, ownToken?: string): Promise<ScenePerson> {
    const { userId, token } = await service.createUser(name);
    const requests: string[] = [];
    let refusal: number | undefined;
    let receiptsMayPass = Promise.resolve();
    let sendsMayPass = Promise.resolve();
    const client = new ChatClient('http://localhost', createTokenCredential(ownToken ?? token), {
      async fetch(input, init) {
        const request = new Request(input, init);
        const { pathname, search } = new URL(request.url);
        requests.push(`${request.method} ${decodeURIComponent(pathname)}${search}`);
        if (request.method === 'GET' && pathname.endsWith('/readReceipts')) await receiptsMayPass;
        const isSend = request.method === 'POST' && pathname.endsWith('/messages');
        if (isSend) await sendsMayPass;
        if (!isSend || refusal === undefined) return await service.fetch(request);
        return Response.json({ error: { code: 'Refused', message: 'No.' } }, { status: refusal });
      },
      webSocket: (url) => service.webSocket(url),
    });
    const session = createChatSession(client, {
      userId,
      displayName: name,
      ...(clock && { clock }),
      ...(reliability && { reliability }),
    });
    const person: ScenePerson = {
      client,
      session,
      requests,
      refuseSends(status) {
        refusal = status;
      },
      holdSends() {
        let release = (): void => {};
        sendsMayPass = new Promise((resolve) => {
          release = resolve;
        });
        return () => release();
      },
      holdReceipts() {
        let release = (): void => {};
        receiptsMayPass = new Promise((resolve) => {
          release = resolve;
        });
        return () => release();
      },
    };
    people.push(person);
    return person;
  }

  const ada = await signIn('Ada');
  const grace = await signIn('Grace');

  async function createThread(topic: string, said: readonly string[] = []): Promise<string> {
    const participants = [{ userId: ada.session.userId, displayName: 'Ada' }];
    const { threadId } = await grace.session.createThread({ topic, participants });
    for (const content of said) await grace.session.send(threadId, { content }).settled;
    return threadId;
  }

  const wrap: ConnectedScene['wrap'] = (ui, { as = ada, style = {} } = {}) => (
    <StrictMode>
      <ChatProvider session={as.session}>
        <ChatUiProvider style={style}>{ui}</ChatUiProvider>
      </ChatProvider>
    </StrictMode>
  );

  return {
    service,
    ada,
    grace,
    threadId: await createThread('Launch', messages),
    signIn,
    createThread,
    wrap,
    render: (ui, options) => render(wrap(ui, options)),
    async untilLive() {
      const store = createChatStore(ada.session);
      await waitFor(() => {
        if (store.getState().connection !== 'live') throw new Error('Ada is not connected.');
      });
    },
    async end() {
      await Promise.all(people.map(({ session }) => session.dispose()));
      await service.close();
    },
  };
}
