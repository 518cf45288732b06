import { ChatClientError } from './errors.ts';
import { isText } from './is-text.ts';
import { maxMessageBytes, utf8ByteLength } from './model/limits.ts';

const knownTypes = ['text', 'html', 'topicUpdated', 'participantAdded', 'participantRemoved'];
/** In any case, as in the official client. */
const isKnownType = new RegExp(`^(${knownTypes.join('|')})$`, 'i');

/** @throws ChatClientError with code `invalid-argument` when a parameter is missing. The text begins as the official client's. */
export function requireArgument(value: unknown, name: string, operation: string): void {
  if (value !== undefined && value !== null) return;
  throw createArgumentError(operation, `${name} cannot be null or undefined`);
}

/** Nothing, what URLs read as the way up, and half a character, which cannot be encoded. */
const noId = /^\.{0,2}$|\p{Surrogate}/u;

/**
 * An id as paths write it.
 *
 * @throws ChatClientError with code `invalid-argument` when it is missing, or would make the path name something else.
 */
export function encodeId(id: string, name: string, operation: string): string {
  requireArgument(id, name, operation);
  if (!noId.test(id)) return encodeURIComponent(id);
  throw createArgumentError(operation, `${name} is ${id === '' ? 'empty' : 'no id'}`);
}

/** @throws ChatClientError with code `invalid-argument` when the type is not one of the service's. */
export function checkMessageType(type: string | undefined, operation: string): void {
  if (type == null || isKnownType.test(type)) return;
  throw createArgumentError(
    operation,
    `${JSON.stringify(type)} is none of the message types, ${knownTypes.join(', ')}`,
  );
}

/** @throws ChatClientError with code `invalid-argument` when there is nothing to read in a message. */
export function requireText(content: string, operation: string): void {
  if (content.trim() !== '') return;
  throw new ChatClientError({
    code: 'invalid-argument',
    operation,
    message: 'The message is empty, so nothing was sent. Write something first.',
  });
}

/** @throws ChatClientError when the content is over the service's limit (code `too-large`), or no text (`invalid-argument`). */
export function checkContentSize(content: string, operation: string): void {
  if (!isText(content)) throw createArgumentError(operation, 'content is no text');
  const bytes = utf8ByteLength(content);
  if (bytes <= maxMessageBytes) return;
  throw new ChatClientError({
    code: 'too-large',
    operation,
    message: `The message has ${bytes} bytes, more than the ${maxMessageBytes} that the service takes. Nothing was sent. Shorten it.`,
  });
}

/**
 * A time as requests write it. Text that names one is taken too, as in the official client.
 *
 * @throws ChatClientError with code `invalid-argument` when it is no time.
 */
export function formatTime(time: Date | number, name: string, operation: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw createArgumentError(operation, `${name} is no date`);
  return date.toISOString();
}

/** The error of a call that was refused before anything was sent. `problem` says what is wrong, without a full stop. */
export function createArgumentError(operation: string, problem: string): ChatClientError {
  return new ChatClientError({
    code: 'invalid-argument',
    operation,
    message: `${problem}. Nothing was sent. Correct it and call again.`,
  });
}
