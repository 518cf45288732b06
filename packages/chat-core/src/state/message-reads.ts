import { compareIds } from '../model/compare-ids.ts';
import { isFromPerson } from './read-position.ts';
import { messageOf, rowKeyOf } from './thread-index.ts';

/** What {@link messageReads} holds. */
export interface MessageReads {
  readonly compareIds: typeof compareIds;
  readonly isFromPerson: typeof isFromPerson;
  readonly messageOf: typeof messageOf;
  readonly rowKeyOf: typeof rowKeyOf;
}

/**
 * What is asked about messages, as one object to hand to code that is loaded later. Were it imported there, bundlers would put the state into a
 * file of its own, and every page would load more.
 */
export const messageReads: MessageReads = { compareIds, isFromPerson, messageOf, rowKeyOf };
