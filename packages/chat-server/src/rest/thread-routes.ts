import type { Hono } from 'hono';
import {
  createThread,
  deleteThread,
  getThread,
  listThreads,
  updateThread,
} from '../domain/threads.ts';
import type { ThreadPatch } from '../domain/threads.ts';
import { limits } from '../limits.ts';
import { badRequest } from '../service-error.ts';
import { formatThread, formatThreadItem } from '../wire/format.ts';
import type { ThreadRow } from '../storage/rows.ts';
import {
  readMetadata,
  readMetadataPatch,
  readOptionalString,
  readRetentionPolicy,
  readString,
} from './fields.ts';
import type { JsonObject } from './fields.ts';
import { pathOf } from './operations.ts';
import { answerPage } from './paging.ts';
import { readParticipants } from './participant-fields.ts';
import { endpointOf, readJson, readRequestId, readThreadId } from './request-guards.ts';
import { registerOperation } from './register-operation.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Create, list, read, change and delete threads. */
export function registerThreadRoutes(app: Hono<RestEnv>, services: RestServices): void {
  registerOperation(app, services, 'createChatThread', async (c) => {
    const body = readJson(c);
    const request = {
      topic: readString(body, 'topic', limits.topicLength),
      participants: readParticipants(body),
      metadata: readMetadata(body, limits.threadMetadataBytes),
      retentionPolicy: readRetentionPolicy(body) ?? ({ kind: 'none' } as const),
      requestId: readRequestId(c),
    };
    const actor = c.get('actor');
    const { thread, invalidParticipants } = await actor.commit((unit) =>
      createThread(unit, actor.userId, request),
    );
    const path = pathOf('getChatThreadProperties', { threadId: thread.threadId });
    c.header('Location', `${endpointOf(c, services)}${path}`);
    return c.json(
      {
        chatThread: formatThread(thread),
        ...(invalidParticipants.length > 0 && { invalidParticipants }),
      },
      201,
    );
  });

  registerOperation(app, services, 'listChatThreads', async (c) => {
    const actor = c.get('actor');
    return await answerPage<ThreadRow>(c, services, {
      name: 'threads',
      format: formatThreadItem,
      read: (limit, { from, lastMessageAt, threadId }) =>
        actor.read((tx) =>
          listThreads(tx, actor.userId, {
            limit,
            ...(from !== undefined && { from: Number(from) }),
            ...(threadId !== undefined && {
              after: { lastMessageAt: Number(lastMessageAt), threadId: String(threadId) },
            }),
          }),
        ),
      next: ({ lastMessageAt, threadId }) => ({ lastMessageAt, threadId }),
    });
  });

  registerOperation(app, services, 'getChatThreadProperties', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    return c.json(formatThread(await actor.read((tx) => getThread(tx, actor.userId, threadId))));
  });

  registerOperation(app, services, 'updateChatThreadProperties', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const patch = readThreadPatch(readJson(c));
    await actor.commit((unit) => updateThread(unit, actor.userId, threadId, patch));
    return c.body(null, 204);
  });

  registerOperation(app, services, 'deleteChatThread', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    await actor.commit((unit) => deleteThread(unit, actor.userId, threadId));
    return c.body(null, 204);
  });
}

function readThreadPatch(body: JsonObject): ThreadPatch {
  const topic = readOptionalString(body, 'topic', limits.topicLength);
  const metadata = readMetadataPatch(body, limits.threadMetadataBytes);
  const retentionPolicy = readRetentionPolicy(body);
  if (topic === undefined && metadata === undefined && retentionPolicy === undefined) {
    throw badRequest('The request changes nothing. Give "topic", "metadata" or "retentionPolicy".');
  }
  return {
    ...(topic !== undefined && { topic }),
    ...(metadata !== undefined && { metadata }),
    ...(retentionPolicy !== undefined && { retentionPolicy }),
  };
}
