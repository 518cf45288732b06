import { ChatClientError } from '../errors.ts';
import { chatLimits, utf8ByteLength } from '../model/limits.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import { checkContentSize, requireText } from '../validate.ts';
import type { OutgoingMessage } from './chat-event.ts';
import type { MessageDraft } from './session-contract.ts';

type Metadata = Readonly<Record<string, string>>;

/**
 * What goes out of what a user wrote.
 *
 * @throws ChatClientError `invalid-argument` when there is nothing to read in it, `too-large` when the service would refuse it.
 */
export function readDraft(
  { content, kind = 'text', metadata = {} }: MessageDraft,
  clientMessageId: string,
): Pick<OutgoingMessage, 'clientMessageId' | 'content' | 'kind' | 'metadata'> {
  checkMessage('send', content, metadata);
  const marked = { ...metadata, [metadataKeys.clientMessageId]: clientMessageId };
  return { clientMessageId, content, kind, metadata: marked };
}

/** @throws ChatClientError as {@link readDraft} does. */
export function checkMessage(operation: string, content: string, metadata: Metadata = {}): void {
  checkContentSize(content, operation);
  requireText(content, operation);
  const bytes = utf8ByteLength(Object.entries(metadata).flat().join(''));
  // The key and the value of the client message id come on top.
  if (bytes + 60 <= chatLimits.maxMessageMetadataBytes) return;
  throw new ChatClientError({
    code: 'too-large',
    operation,
    message: `The message's metadata have ${bytes} bytes, more than the service takes with what the kit adds. Nothing was sent. Shorten them.`,
  });
}
