import type { Hono } from 'hono';
import { listReadReceipts, sendReadReceipt } from '../domain/receipts.ts';
import { sendTypingNotification } from '../domain/typing.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
import { limits } from '../limits.ts';
import { formatReceipt } from '../wire/format.ts';
import { readOptionalString, readString } from './fields.ts';
import { answerPage, pageArray } from './paging.ts';
import { parseMessageId, readJson, readThreadId } from './request-guards.ts';
import { registerOperation } from './register-operation.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Typing notifications and read receipts. Both answer 200: official clients take 204 for an error. */
export function registerSignalRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context } = services;

  registerOperation(app, services, 'sendTypingNotification', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const displayName =
      readOptionalString(readJson(c), 'senderDisplayName', limits.displayNameLength) ?? null;
    await commitWork(context, (unit) =>
      sendTypingNotification(unit, actorId, threadId, displayName),
    );
    return c.body(null, 200);
  });

  registerOperation(app, services, 'sendReadReceipt', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const messageId = parseMessageId(readString(readJson(c), 'chatMessageId'));
    await commitWork(context, (unit) => sendReadReceipt(unit, actorId, threadId, messageId));
    return c.body(null, 200);
  });

  registerOperation(app, services, 'listReadReceipts', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const readAll = () => readView(context, (tx) => listReadReceipts(tx, actorId, threadId));
    return await answerPage(c, services, pageArray('readReceipts', readAll, formatReceipt));
  });
}
