import type { Hono } from 'hono';
import type { PageState } from '../auth/page-links.ts';
import { addParticipants, listParticipants, removeParticipant } from '../domain/participants.ts';
import { badRequest } from '../service-error.ts';
import type { ParticipantRow } from '../storage/rows.ts';
import { formatParticipant } from '../wire/format.ts';
import { readIdentifier } from './identifiers.ts';
import { answerPage } from './paging.ts';
import { readParticipants } from './participant-fields.ts';
import { registerOperation } from './register-operation.ts';
import { readJson, readThreadId } from './request-guards.ts';
import type { RestEnv, RestServices } from './rest-services.ts';

/** List, add and remove participants. */
export function registerParticipantRoutes(app: Hono<RestEnv>, services: RestServices): void {
  registerOperation(app, services, 'listParticipants', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    return await answerPage<ParticipantRow>(c, services, {
      name: 'participants',
      format: formatParticipant,
      read: async (limit, position) => {
        const rows = await actor.read((tx) => listParticipants(tx, actor.userId, threadId));
        const rest = rows.filter((row) => comesAfter(row, position));
        return rest.slice(Number(position['skip']), Number(position['skip']) + limit);
      },
      // By the last one's place in the order, not by a count: people may leave between two pages.
      next: ({ addedAt, userId }) => ({ skip: 0, addedAt, userId }),
    });
  });

  registerOperation(app, services, 'addParticipants', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const people = readParticipants(readJson(c));
    if (people.length === 0)
      throw badRequest('"participants" is empty. Name at least one person to add.');
    const invalid = await actor.commit((unit) =>
      addParticipants(unit, actor.userId, threadId, people),
    );
    return c.json({ ...(invalid.length > 0 && { invalidParticipants: invalid }) }, 201);
  });

  registerOperation(app, services, 'removeParticipant', async (c) => {
    const threadId = readThreadId(c);
    const actor = c.get('actor');
    const userId = readIdentifier(readJson(c));
    await actor.commit((unit) => removeParticipant(unit, actor.userId, threadId, userId));
    return c.body(null, 204);
  });
}

/** Whether the participant comes after the one that the position names; a first page has none. */
function comesAfter(row: ParticipantRow, { addedAt, userId }: PageState): boolean {
  if (addedAt === undefined || userId === undefined) return true;
  return row.addedAt === addedAt ? row.userId > String(userId) : row.addedAt > Number(addedAt);
}
