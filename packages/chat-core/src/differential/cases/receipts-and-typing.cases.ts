import type { SendReadReceiptRequest } from '@azure/communication-chat';

import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse } from './samples.ts';

const noted = { status: 200, text: '' };

/** Read receipts that are sent, and typing notifications with their throttle. */
export const receiptsAndTypingCases: readonly DifferentialCase[] = [
  {
    name: 'a read receipt is sent',
    operation: 'sendReadReceipt',
    answers: [noted],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '1767261600123' }),
  },
  {
    name: 'a read receipt without an id in it is sent as it is',
    operation: 'sendReadReceipt',
    answers: [noted],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '' }),
  },
  {
    name: 'unknown fields of a read receipt are not sent',
    operation: 'sendReadReceipt',
    answers: [noted],
    run: ({ thread }) => {
      const receipt = { chatMessageId: '1', readOn: 'now' };
      return thread.sendReadReceipt(receipt);
    },
  },
  {
    name: 'what the service says to a read receipt is left alone',
    operation: 'sendReadReceipt',
    answers: [answerWith(200, { ignored: true })],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '1' }),
  },
  {
    name: 'a read receipt is repeated after a server error',
    operation: 'sendReadReceipt',
    answers: [refuse(500, 'Internal'), noted],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '1' }),
  },
  ...[201, 202, 204].map((status): DifferentialCase => ({
    name: `a read receipt that is answered with ${status} is an error`,
    operation: 'sendReadReceipt',
    answers: [{ status, text: '' }],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '1' }),
  })),
  {
    name: 'a read receipt that comes too often is an error',
    operation: 'sendReadReceipt',
    answers: [refuse(429, 'TooManyRequests')],
    run: ({ thread }) => thread.sendReadReceipt({ chatMessageId: '1' }),
  },
  {
    name: 'a read receipt without a message is an argument error',
    operation: 'sendReadReceipt',
    answers: [noted],
    run: ({ thread }) => thread.sendReadReceipt({} as unknown as SendReadReceiptRequest),
    difference: {
      id: 'typed-argument-errors',
      intended: {
        requestCount: 0,
        error: { code: 'invalid-argument', operation: 'sendReadReceipt' },
      },
    },
  },
  {
    name: 'a typing notification without a name is an empty object',
    operation: 'sendTypingNotification',
    answers: [noted],
    run: ({ thread }) => thread.sendTypingNotification(),
  },
  {
    name: 'a typing notification names its sender',
    operation: 'sendTypingNotification',
    answers: [noted],
    run: ({ thread }) => thread.sendTypingNotification({ senderDisplayName: 'Ada' }),
  },
  {
    name: 'a typing notification with an empty name sends it',
    operation: 'sendTypingNotification',
    answers: [noted],
    run: ({ thread }) => thread.sendTypingNotification({ senderDisplayName: '' }),
  },
  {
    name: 'a second typing notification within 8 seconds is not sent',
    operation: 'sendTypingNotification',
    answers: [noted],
    isTimeSet: true,
    run: async ({ thread, advanceTime }) => {
      const first = await thread.sendTypingNotification();
      advanceTime(7_999);
      return [first, await thread.sendTypingNotification()];
    },
  },
  {
    name: 'a typing notification after 8 seconds is sent',
    operation: 'sendTypingNotification',
    answers: [noted],
    isTimeSet: true,
    run: async ({ thread, advanceTime }) => {
      const first = await thread.sendTypingNotification();
      advanceTime(8_000);
      return [first, await thread.sendTypingNotification()];
    },
  },
  {
    name: 'two typing notifications at the same moment are one',
    operation: 'sendTypingNotification',
    answers: [noted],
    run: ({ thread }) =>
      Promise.all([thread.sendTypingNotification(), thread.sendTypingNotification()]),
  },
  {
    name: 'a typing notification that failed counts too',
    operation: 'sendTypingNotification',
    answers: [refuse(403, 'Forbidden'), noted],
    run: async ({ thread, notes }) => {
      await thread.sendTypingNotification().catch(() => notes.push('failed'));
      return thread.sendTypingNotification();
    },
  },
  {
    name: 'a message that is sent ends the wait for the next typing notification',
    operation: 'sendTypingNotification',
    answers: [noted, answerWith(201, { id: '1' }), noted],
    run: async ({ thread }) => {
      await thread.sendTypingNotification();
      await thread.sendMessage({ content: 'x' });
      return thread.sendTypingNotification();
    },
  },
  {
    name: 'a message that fails ends the wait too',
    operation: 'sendTypingNotification',
    answers: [noted, refuse(403, 'Forbidden'), noted],
    run: async ({ thread }) => {
      await thread.sendTypingNotification();
      await thread.sendMessage({ content: 'x' }).catch(() => undefined);
      return thread.sendTypingNotification();
    },
  },
  {
    name: 'each thread client has a throttle of its own',
    operation: 'sendTypingNotification',
    answers: [noted],
    run: async ({ thread, openThread }) => [
      await thread.sendTypingNotification(),
      await openThread('19:other@thread.v2').sendTypingNotification(),
      await openThread('19:other@thread.v2').sendTypingNotification(),
    ],
  },
  {
    name: 'a typing notification is repeated after a server error',
    operation: 'sendTypingNotification',
    answers: [refuse(503, 'ServiceUnavailable'), noted],
    run: ({ thread }) => thread.sendTypingNotification(),
  },
  {
    name: 'a typing notification that is answered with 204 is an error',
    operation: 'sendTypingNotification',
    answers: [{ status: 204, text: '' }],
    run: ({ thread }) => thread.sendTypingNotification(),
  },
];
