import { expect } from 'vitest';

import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse } from './samples.ts';

const changed = { status: 204, text: '' };
const id = '1767261600123';

function updating(
  name: string,
  options: { readonly content?: string; readonly metadata?: Record<string, string> },
): DifferentialCase {
  return {
    name,
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage(id, options),
  };
}

/** Changing and deleting a message. */
export const changeMessageCases: readonly DifferentialCase[] = [
  updating('the content of a message is changed', { content: 'The loom is taken' }),
  updating('the metadata of a message are changed', { metadata: { room: '8' } }),
  updating('content and metadata are changed together', { content: 'x', metadata: { a: '' } }),
  updating('content is changed to nothing', { content: '' }),
  updating('metadata are cleared', { metadata: {} }),
  updating('an update that names nothing is an empty object', {}),
  {
    name: 'an update without options is an empty object',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage(id),
  },
  {
    name: 'unknown options of an update are not sent',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => {
      const options = { content: 'x', senderDisplayName: 'Ada', type: 'html' };
      return thread.updateMessage(id, options);
    },
  },
  {
    name: 'an update is repeated after a server error',
    operation: 'updateMessage',
    answers: [refuse(500, 'Internal'), changed],
    run: ({ thread }) => thread.updateMessage(id, { content: 'x' }),
  },
  {
    name: 'an update that is answered with 200 is an error',
    operation: 'updateMessage',
    answers: [answerWith(200, {})],
    run: ({ thread }) => thread.updateMessage(id, { content: 'x' }),
  },
  {
    name: 'an update of somebody else\u2019s message is forbidden',
    operation: 'updateMessage',
    answers: [refuse(403, 'Forbidden')],
    run: ({ thread }) => thread.updateMessage(id, { content: 'x' }),
  },
  {
    name: 'the id of an updated message is encoded',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage('a/../b?', { content: 'x' }),
  },
  {
    name: 'an update with content over the limit is refused before anything is sent',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage(id, { content: 'x'.repeat(28_001) }),
    difference: {
      id: 'too-large-is-refused-here',
      intended: { requestCount: 0, error: { code: 'too-large', operation: 'updateMessage' } },
    },
  },
  {
    name: 'an update of a message without an id is refused',
    operation: 'updateMessage',
    answers: [changed],
    run: ({ thread }) => thread.updateMessage('', { content: 'x' }),
    difference: {
      id: 'ids-that-name-something-else',
      intended: {
        requestCount: 0,
        error: { code: 'invalid-argument', message: expect.stringContaining('empty') },
      },
    },
  },
  {
    name: 'a message is deleted',
    operation: 'deleteMessage',
    answers: [changed],
    run: ({ thread }) => thread.deleteMessage(id),
  },
  {
    name: 'the id of a deleted message is encoded',
    operation: 'deleteMessage',
    answers: [changed],
    run: ({ thread }) => thread.deleteMessage('19:x@y/z'),
  },
  {
    name: 'a deletion is repeated after a gateway error',
    operation: 'deleteMessage',
    answers: [{ status: 504, text: '<html>' }, changed],
    run: ({ thread }) => thread.deleteMessage(id),
  },
  {
    name: 'a deletion of a message that is not there is an error',
    operation: 'deleteMessage',
    answers: [refuse(404, 'NotFound')],
    run: ({ thread }) => thread.deleteMessage(id),
  },
  {
    name: 'a deletion that is answered with 200 is an error',
    operation: 'deleteMessage',
    answers: [{ status: 200, text: '' }],
    run: ({ thread }) => thread.deleteMessage(id),
  },
  {
    name: 'a deletion without an id is refused, because the path would name all messages',
    operation: 'deleteMessage',
    answers: [changed],
    run: ({ thread }) => thread.deleteMessage(''),
    difference: {
      id: 'ids-that-name-something-else',
      intended: { requestCount: 0, error: { code: 'invalid-argument' } },
    },
  },
];
