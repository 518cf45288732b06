import { decodeMessage, decodePage } from '../../../packages/chat-core/src/decode.ts';
import type { Row } from '../src/row.ts';

const MESSAGES = 100;
const FIRST_AT = Date.UTC(2026, 0, 1, 10);
const SENTENCE = 'The loom on the second floor is free again; who wants it on Thursday? ';

interface WireMessage {
  createdOn: string | Date;
  editedOn?: string | Date;
}

const page = JSON.stringify({ value: Array.from({ length: MESSAGES }, createMessage) });

/** What a page of messages costs between the text of the answer and the models, against what nobody can avoid. */
export const decodePageRows: readonly Row[] = [
  {
    name: `Decode a page of ${MESSAGES} messages`,
    unit: 'µs',
    baseline: 'JSON.parse and new Date',
    iterations: 20,
    candidates: {
      'JSON.parse and new Date': () => parseWithDates,
      decodePage: () => decodeAll,
    },
    budgets: { decodePage: { ratioAtMost: 3 } },
  },
];

/** Each message has its own date, as in an answer, and one in ten was edited. The dates are put in place: no copy is made. */
function parseWithDates(): unknown {
  // It was written below.
  const parsed = JSON.parse(page) as { value: WireMessage[] };
  for (const message of parsed.value) {
    message.createdOn = new Date(message.createdOn);
    if (message.editedOn !== undefined) message.editedOn = new Date(message.editedOn);
  }
  return parsed;
}

function decodeAll(): unknown {
  return decodePage(JSON.parse(page), 'listMessages', decodeMessage, (error) => {
    throw error;
  });
}

function createMessage(_: unknown, index: number): object {
  const at = FIRST_AT + index * 61_234;
  const head = {
    id: String(at),
    sequenceId: String(index + 1),
    version: String(at),
    createdOn: formatDate(at),
  };
  const author = formatIdentifier(
    `8:acs:5e3f6a0e-8d4c-4b7e-9f35-2d7c1a90b1c4_00000000-${index % 7}`,
  );
  if (index % 20 === 0) {
    const content = { initiatorCommunicationIdentifier: author, topic: `Looms, week ${index}` };
    return { ...head, type: 'topicUpdated', content };
  }
  return {
    ...head,
    type: 'text',
    content: { message: SENTENCE.repeat(1 + (index % 3)) },
    senderDisplayName: `Person ${index % 7}`,
    senderCommunicationIdentifier: author,
    metadata: { 'confab.clientMessageId': `8f14e45f-ceea-467f-a0e6-${String(at).slice(-12)}` },
    ...(index % 10 === 3 && { editedOn: formatDate(at + 30_000) }),
  };
}

function formatIdentifier(rawId: string): object {
  return { rawId, kind: 'communicationUser', communicationUser: { id: rawId } };
}

/** With seven digits of a second, as the service writes dates. */
function formatDate(at: number): string {
  return new Date(at).toISOString().replace('Z', '0000Z');
}
