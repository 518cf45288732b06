import { createChatService, type ChatService } from '@confab/chat-server';
import { onTestFinished } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import { createChatSession } from '../session/chat-session.ts';
import type { ChatSession } from '../session/session-contract.ts';
import type { ChatSessionOptions } from '../session/session-options.ts';
import { createMemoryStore } from '../session/storage/memory-database.ts';
import type { PendingUpload, Uploads } from '../session/uploads/uploads-contract.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import type { ChatState } from '../state/chat-state.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createThread } from './network-scene.ts';
import { createPageSwitch, type PageSwitch } from './page-switch.ts';
import { createSwitchableNetwork, type SwitchableNetwork } from './switchable-network.ts';

/** One page of a person. */
export interface UploadPage {
  readonly session: ChatSession;
  readonly uploads: Uploads;
  readonly errors: readonly unknown[];
  readonly state: () => ChatState;
  /** The files of the thread, as they are listed. */
  readonly files: () => readonly PendingUpload[];
  /** What the page shows of the thread: content, and the metadata of files. */
  readonly rows: () => readonly ShownRow[];
}

export interface ShownRow {
  readonly content: string;
  readonly sendState: string;
  readonly waitsFor?: string | undefined;
  readonly failure?: string | undefined;
  readonly attachments: readonly Readonly<Record<string, unknown>>[];
}

/** A service in this process, with Ada and Grace in one thread. */
export interface UploadScene {
  readonly service: ChatService;
  readonly threadId: string;
  /** The network and the page of Ada. */
  readonly network: SwitchableNetwork;
  readonly page: PageSwitch;
  /** Opens a page of Ada's: what an earlier one has left on the device is there. */
  openAda(options?: Partial<ChatSessionOptions>): Promise<UploadPage>;
  openGrace(): Promise<UploadPage>;
}

export async function createUploadScene(): Promise<UploadScene> {
  const service = await createChatService();
  onTestFinished(() => service.close());
  const [ada, grace] = [await service.createUser('Ada'), await service.createUser('Grace')];
  const network = createSwitchableNetwork(service);
  const page = createPageSwitch();
  const client = (token: string, through: Pick<SwitchableNetwork, 'options'>): ChatClient =>
    new ChatClient('http://localhost', createTokenCredential(token), through.options);
  const direct = createSwitchableNetwork(service);
  const threadId = await createThread(client(ada.token, direct), [grace.userId]);
  const device = createMemoryStore();

  async function open(
    chat: ChatClient,
    options: ChatSessionOptions,
    loads: boolean,
  ): Promise<UploadPage> {
    const errors: unknown[] = [];
    const session = createChatSession(chat, {
      ...options,
      onError: (error) => errors.push(error),
    });
    onTestFinished(() => session.dispose());
    let state = createChatState(options.userId);
    session.subscribe((batch) => {
      state = applyBatch(state, batch);
    });
    session.start();
    if (loads) await session.loadMessages(threadId);
    const uploads = await session.uploads();
    return {
      session,
      uploads,
      errors,
      state: () => state,
      files: () => uploads.list(threadId),
      rows: () => rowsOf(state, threadId),
    };
  }

  return {
    service,
    threadId,
    network,
    page,
    openAda: (options) =>
      open(
        client(ada.token, network),
        {
          userId: ada.userId,
          pageLifecycle: page,
          openDatabase: async () => ({ ...device.open(), isPersisted: true }),
          ...options,
        },
        page.isOnline(),
      ),
    openGrace: () => open(client(grace.token, direct), { userId: grace.userId }, true),
  };
}

function rowsOf(state: ChatState, threadId: string): readonly ShownRow[] {
  const thread = state.threads.get(threadId);
  return (thread?.messageKeys ?? []).flatMap((key) => {
    const row = thread?.rows.get(key);
    if (row?.kind !== 'text') return [];
    const { content, sendState, waitsFor, failure, metadata } = row;
    const attachments = JSON.parse(metadata?.['confab.attachments'] ?? '[]');
    return [{ content, sendState, waitsFor, failure: failure?.code, attachments }];
  });
}
