import { ChatClientError } from './errors.ts';
import { chatLimits, utf8ByteLength } from './model/limits.ts';

const sendableTypes = ['text', 'html'];
const knownTypes = [...sendableTypes, 'topicUpdated', 'participantAdded', 'participantRemoved'];

/** @throws ChatClientError with code `invalid-argument` when a parameter is missing. The text begins as the official client's. */
export function requireArgument(value: unknown, name: string, operation: string): void {
  if (value !== undefined && value !== null) return;
  throw createArgumentError(
    operation,
    `${name} cannot be null or undefined. Nothing was sent. Pass a value for it.`,
  );
}

/** @throws ChatClientError with code `invalid-argument` when an id is missing or empty: the path would name something else. */
export function requireId(value: string, name: string, operation: string): void {
  requireArgument(value, name, operation);
  if (value !== '') return;
  throw createArgumentError(operation, `${name} is empty. Nothing was sent. Pass the id.`);
}

/** @throws ChatClientError with code `invalid-argument` when the type is not one of the service's. */
export function checkMessageType(type: string | undefined, operation: string): void {
  if (type === undefined || knownTypes.includes(type)) return;
  throw createArgumentError(
    operation,
    `${JSON.stringify(type)} is not a valid message type. Nothing was sent. The valid values are: ${knownTypes.join(', ')}; only ${sendableTypes.join(' and ')} can be sent.`,
  );
}

/** @throws ChatClientError with code `invalid-argument` when there is nothing to read in a message. */
export function requireText(content: string, operation: string): void {
  if (content.trim() !== '') return;
  throw createArgumentError(
    operation,
    'The message is empty, so nothing was sent. Write something first.',
  );
}

/** @throws ChatClientError with code `too-large` when the content is over the service's limit. */
export function checkContentSize(content: string, operation: string): void {
  // A UTF-16 unit takes at most 3 bytes, so most texts need no count.
  if (content.length * 3 <= chatLimits.maxMessageBytes) return;
  const bytes = utf8ByteLength(content);
  if (bytes <= chatLimits.maxMessageBytes) return;
  throw new ChatClientError({
    code: 'too-large',
    operation,
    message: `The message has ${bytes} bytes, more than the ${chatLimits.maxMessageBytes} that the service takes. Nothing was sent. Shorten it or send it in parts.`,
  });
}

function createArgumentError(operation: string, message: string): ChatClientError {
  return new ChatClientError({ code: 'invalid-argument', operation, message });
}
