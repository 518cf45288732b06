import type { Hono } from 'hono';
import { addParticipants, listParticipants, removeParticipant } from '../domain/participants.ts';
import { commitWork, readView } from '../domain/work-unit.ts';
import { badRequest } from '../service-error.ts';
import { formatParticipant } from '../wire/format.ts';
import { readIdentifier } from './identifiers.ts';
import { answerPage, pageArray } from './paging.ts';
import { readParticipants } from './participant-fields.ts';
import { registerOperation } from './register-operation.ts';
import { readJson, readThreadId } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** List, add and remove participants. */
export function registerParticipantRoutes(app: Hono<RestEnv>, services: RestServices): void {
  const { context } = services;

  registerOperation(app, services, 'listParticipants', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const readAll = () => readView(context, (tx) => listParticipants(tx, actorId, threadId));
    return await answerPage(c, services, pageArray('participants', readAll, formatParticipant));
  });

  registerOperation(app, services, 'addParticipants', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const people = readParticipants(readJson(c));
    if (people.length === 0)
      throw badRequest('"participants" is empty. Name at least one person to add.');
    const invalid = await commitWork(context, (unit) =>
      addParticipants(unit, actorId, threadId, people),
    );
    return c.json({ ...(invalid.length > 0 && { invalidParticipants: invalid }) }, 201);
  });

  registerOperation(app, services, 'removeParticipant', async (c) => {
    const threadId = readThreadId(c);
    const actorId = c.get('actor').userId;
    const userId = readIdentifier(readJson(c));
    await commitWork(context, (unit) => removeParticipant(unit, actorId, threadId, userId));
    return c.body(null, 204);
  });
}
