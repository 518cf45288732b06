import type { NewParticipant } from '../domain/participants.ts';
import { limits } from '../limits.ts';
import { badRequest } from '../service-error.ts';
import { readOptionalDate } from './dates.ts';
import { readMetadata, readObject, readOptionalString } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { readIdentifier } from './identifiers.ts';

/** The people in a create or add request. */
export function readParticipants(object: JsonObject): NewParticipant[] {
  const value = object['participants'] ?? [];
  if (!Array.isArray(value)) throw badRequest('"participants" must be an array. Nothing was done.');
  if (value.length > limits.participantBatch) {
    throw badRequest(
      `"participants" holds more than ${limits.participantBatch} people, so nobody was added. Add them in several requests.`,
    );
  }
  return value.map((item: unknown) => {
    const person = readObject(item, 'A participant');
    const date = readOptionalString(person, 'shareHistoryTime');
    return {
      userId: readIdentifier(person['communicationIdentifier']),
      displayName: readOptionalString(person, 'displayName', limits.displayNameLength) ?? null,
      shareHistoryTime: readOptionalDate(date, 'shareHistoryTime') ?? null,
      metadata: readMetadata(person, limits.threadMetadataBytes),
    };
  });
}
