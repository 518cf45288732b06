import type { Hono } from 'hono';
import { listReadReceipts, sendReadReceipt } from '../domain/receipts.ts';
import { sendTypingNotification } from '../domain/typing.ts';
import { limits } from '../limits.ts';
import { formatReceipt } from '../wire/format.ts';
import { readOptionalString, readString } from './fields.ts';
import { answerPage, pageArray } from './paging.ts';
import { parseMessageId, readJson, readThreadId } from './request-guards.ts';
import { registerOperation } from './register-operation.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** Typing notifications and read receipts. Both answer 200: official clients take 204 for an error. */
export function registerSignalRoutes(app: Hono<RestEnv>, services: RestServices): void {
  registerOperation(app, services, 'sendTypingNotification', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const displayName =
      readOptionalString(readJson(c), 'senderDisplayName', limits.displayNameLength) ?? null;
    await actor.commit((unit) => sendTypingNotification(unit, actor.userId, threadId, displayName));
    return c.body(null, 200);
  });

  registerOperation(app, services, 'sendReadReceipt', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const messageId = parseMessageId(readString(readJson(c), 'chatMessageId'));
    await actor.commit((unit) => sendReadReceipt(unit, actor.userId, threadId, messageId));
    return c.body(null, 200);
  });

  registerOperation(app, services, 'listReadReceipts', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const readAll = () => actor.read((tx) => listReadReceipts(tx, actor.userId, threadId));
    return await answerPage(c, services, pageArray('readReceipts', readAll, formatReceipt));
  });
}
