import type { Hono } from 'hono';
import {
  createThread,
  deleteThread,
  getThread,
  listThreads,
  updateThread,
} from '../domain/threads.ts';
import type { ThreadPatch } from '../domain/threads.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
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
  const { context } = services;

  registerOperation(app, services, 'createChatThread', async (c) => {
    const body = readJson(c);
    const request = {
      topic: readString(body, 'topic', limits.topicLength),
      participants: readParticipants(body),
      metadata: readMetadata(body, limits.threadMetadataBytes),
      retentionPolicy: readRetentionPolicy(body) ?? ({ kind: 'none' } as const),
      requestId: readRequestId(c),
    };
    const actorId = c.get('actor').userId;
    const { thread, invalidParticipants } = await commitWork(context, (unit) =>
      createThread(unit, actorId, request),
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
    const actorId = c.get('actor').userId;
    return await answerPage<ThreadRow>(c, services, {
      name: 'threads',
      format: formatThreadItem,
      read: (limit, { from, lastMessageAt, threadId }) =>
        readView(context, (tx) =>
          listThreads(tx, actorId, {
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
    const actorId = c.get('actor').userId;
    return c.json(formatThread(await readView(context, (tx) => getThread(tx, actorId, threadId))));
  });

  registerOperation(app, services, 'updateChatThreadProperties', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const patch = readThreadPatch(readJson(c));
    await commitWork(context, (unit) => updateThread(unit, actorId, threadId, patch));
    return c.body(null, 204);
  });

  registerOperation(app, services, 'deleteChatThread', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    await commitWork(context, (unit) => deleteThread(unit, actorId, threadId));
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
