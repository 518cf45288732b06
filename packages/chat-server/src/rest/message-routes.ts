import type { Hono } from 'hono';
import type { ChatBehaviours } from '../behaviours.ts';
import {
  deleteMessage,
  getMessage,
  listMessages,
  sendMessage,
  updateMessage,
} from '../domain/messages.ts';
import type { MessagePatch, OutgoingMessage } from '../domain/messages.ts';
import { limits } from '../limits.ts';
import { badRequest } from '../service-error.ts';
import type { MessageRow } from '../storage/rows.ts';
import { formatMessage } from '../wire/format.ts';
import {
  checkContent,
  readMetadata,
  readMetadataPatch,
  readOptionalString,
  readString,
} from './fields.ts';
import type { JsonObject } from './fields.ts';
import { pathOf } from './operations.ts';
import { answerPage } from './paging.ts';
import {
  endpointOf,
  parseMessageId,
  readJson,
  readRequestId,
  readThreadId,
} from './request-guards.ts';
import { registerOperation } from './register-operation.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Send, list, read, edit and delete messages. */
export function registerMessageRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { behaviours } = services.context;

  registerOperation(app, services, 'sendMessage', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const outgoing = {
      ...readOutgoingMessage(readJson(c), behaviours),
      requestId: readRequestId(c),
    };
    const id = await actor.commit((unit) => sendMessage(unit, actor.userId, threadId, outgoing));
    const path = pathOf('getMessage', { threadId, messageId: String(id) });
    c.header('Location', `${endpointOf(c, services)}${path}`);
    return c.json({ id: String(id) }, 201);
  });

  registerOperation(app, services, 'listMessages', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const startBound = behaviours.startTimeBy === 'version' ? 'fromVersion' : 'fromId';
    return await answerPage<MessageRow>(c, services, {
      name: 'messages',
      format: (row) => formatMessage(row, behaviours),
      read: (limit, { from, before }) =>
        actor.read((tx) =>
          listMessages(tx, actor.userId, threadId, {
            limit,
            ...(from !== undefined && { [startBound]: Number(from) }),
            ...(before !== undefined && { untilId: Number(before) - 1 }),
          }),
        ),
      next: ({ messageId }) => ({ before: messageId }),
    });
  });

  registerOperation(app, services, 'getMessage', async (c) => {
    const threadId = readThreadId(c);
    const messageId = parseMessageId(c.req.param('messageId'));
    const actor = c.get('actor');
    const row = await actor.read((tx) => getMessage(tx, actor.userId, threadId, messageId));
    return c.json(formatMessage(row, behaviours));
  });

  registerOperation(app, services, 'updateMessage', async (c) => {
    const threadId = readThreadId(c);
    const messageId = parseMessageId(c.req.param('messageId'));
    const actor = c.get('actor');
    const patch = readMessagePatch(readJson(c), behaviours);
    await actor.commit((unit) => updateMessage(unit, actor.userId, threadId, messageId, patch));
    return c.body(null, 204);
  });

  registerOperation(app, services, 'deleteMessage', async (c) => {
    const threadId = readThreadId(c);
    const messageId = parseMessageId(c.req.param('messageId'));
    const actor = c.get('actor');
    await actor.commit((unit) => deleteMessage(unit, actor.userId, threadId, messageId));
    return c.body(null, 204);
  });
}

function readOutgoingMessage(
  body: JsonObject,
  behaviours: ChatBehaviours,
): Omit<OutgoingMessage, 'requestId'> {
  const type = readOptionalString(body, 'type') ?? 'text';
  if (type !== 'text' && type !== 'html') {
    throw badRequest(
      '"type" must be "text" or "html": the other types are written by the service. Nothing was stored.',
    );
  }
  return {
    type,
    content: checkContent(readString(body, 'content'), behaviours),
    senderDisplayName:
      readOptionalString(body, 'senderDisplayName', limits.displayNameLength) ?? null,
    metadata: readMetadata(body, behaviours.messageMetadataBytes, limits.messageMetadataKeys),
  };
}

function readMessagePatch(body: JsonObject, behaviours: ChatBehaviours): MessagePatch {
  const content = readOptionalString(body, 'content');
  const metadata = readMetadataPatch(
    body,
    behaviours.messageMetadataBytes,
    limits.messageMetadataKeys,
  );
  if (content === undefined && metadata === undefined) {
    throw badRequest('The request changes nothing. Give "content" or "metadata".');
  }
  return {
    ...(content !== undefined && { content: checkContent(content, behaviours) }),
    ...(metadata !== undefined && { metadata }),
  };
}
