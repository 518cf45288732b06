/** One page of a thread's messages in wire form, as a service answers it. */
export interface MessagePage {
  readonly value: readonly object[];
  readonly nextLink: string;
}

const firstId = 1_700_000_000_000;
const words = 'The quick brown fox jumps over the lazy dog while the kettle boils. '.split(' ');

/** Creates a page as a busy thread has it: mostly text, some html, some edited, some with metadata, newest first. */
export function createMessagePage(count: number): MessagePage {
  return {
    value: Array.from({ length: count }, (_, index) => createMessage(count - index)),
    nextLink:
      '/chat/threads/19%3Abench%40thread.v2/messages?syncState=older&api-version=2025-03-15',
  };
}

function createMessage(sequence: number): object {
  const id = String(firstId + sequence * 1_000);
  const userId = `8:acs:bench_${sequence % 5}`;
  const text = Array.from({ length: 5 + (sequence % 30) }, (_, at) => words[at % words.length]);
  return {
    id,
    type: sequence % 8 === 0 ? 'html' : 'text',
    sequenceId: String(sequence),
    version: id,
    content: { message: text.join(' ') },
    senderDisplayName: `Person ${sequence % 5}`,
    createdOn: toWireDate(Number(id)),
    senderCommunicationIdentifier: {
      rawId: userId,
      communicationUser: { id: userId },
      kind: 'communicationUser',
    },
    ...(sequence % 10 === 0 && { editedOn: toWireDate(Number(id) + 5_000) }),
    ...(sequence % 3 === 0 && { metadata: { 'confab.clientMessageId': `client-${sequence}` } }),
  };
}

/** Dates have seven digits of a second on the wire. */
function toWireDate(time: number): string {
  return new Date(time).toISOString().replace('Z', '0000Z');
}
