import type { Answer, DifferentialCase } from '../differential-case.ts';
import { answerWith, refuse } from './samples.ts';

const operation = 'getProperties';

/** With retries turned off, so that a case is about one answer. */
function answered(name: string, answer: Answer): DifferentialCase {
  return {
    name,
    operation,
    answers: [answer],
    options: () => ({ retryOptions: { maxRetries: 0 } }),
    run: ({ thread }) => thread.getProperties(),
  };
}

const statuses = [400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 422, 429];
const serverStatuses = [500, 501, 502, 503, 504, 505, 511];
const declaredStatuses = [401, 403, 429, 503];

/** Error answers of every kind, and what becomes of them. */
export const errorsCases: readonly DifferentialCase[] = [
  ...[...statuses, ...serverStatuses].map((status) =>
    answered(`a ${status} with the service's error is that error`, refuse(status, `Code${status}`)),
  ),
  ...[401, 403, 404, 500, 503].map((status) =>
    answered(`a ${status} without a body is an error`, { status, text: '' }),
  ),
  ...[403, 404, 502].map((status) =>
    answered(`a ${status} with a page of HTML is an error`, { status, text: '<html>No</html>' }),
  ),
  ...[
    [200, 'invalid-response'],
    [403, 'unexpected-status'],
    [500, 'unexpected-status'],
  ].map(([status, code]): DifferentialCase => ({
    ...answered(`a ${status} that says it is JSON, and is not, is an error`, {
      // The table above has a number and a text in each row.
      status: Number(status),
      text: '{"error":',
      headers: { 'content-type': 'application/json' },
    }),
    difference: {
      id: 'codes-say-what-happened',
      intended: { requestCount: 1, error: { name: 'RestError', code, statusCode: status } },
    },
  })),
  ...[
    [404, 'unexpected-status'],
    [207, 'invalid-response'],
  ].map(([status, code]): DifferentialCase => ({
    ...answered(`a ${status} without the service's error has a code of the client`, {
      status: Number(status),
      text: '<html>',
    }),
    difference: {
      id: 'every-error-has-a-code',
      intended: { requestCount: 1, error: { name: 'RestError', code, statusCode: status } },
    },
  })),
  ...[403, 503].map((status) =>
    answered(`a ${status} has target, details and the inner error of the service`, {
      status,
      json: {
        error: {
          code: 'Outer',
          message: 'Outer message',
          target: 'participants',
          details: [{ code: 'One', message: 'First', target: 'x' }],
          innererror: { code: 'Inner', message: 'Inner message' },
        },
      },
    }),
  ),
  answered('unknown fields of an error are passed on', {
    status: 403,
    json: { error: { code: 'Forbidden', message: 'No', traceId: 'abc' } },
  }),
  answered('an error that has a code, but no text, keeps its code', {
    status: 403,
    json: { error: { code: 'Forbidden' } },
  }),
  answered('an error without a code has none of the service', {
    status: 403,
    json: { error: { message: 'No' } },
  }),
  answered('an error in another form has no code of the service', {
    status: 404,
    json: { title: 'Not here', status: 404 },
  }),
  answered('an error that is an array is an error', { status: 403, json: ['no'] }),
  answered('an error that is null is an error', { status: 500, json: null }),
  ...[202, 204, 206, 207].map((status) =>
    answered(`a ${status} in place of the 200 is an error`, answerWith(status, { id: 'x' })),
  ),
  ...[304, 399].map((status) => answered(`a ${status} is an error`, { status, text: '' })),
  answered('an error of an unexpected success keeps its code', {
    status: 202,
    json: { error: { code: 'Odd', message: 'Odd' } },
  }),
  ...declaredStatuses.map((status): DifferentialCase => ({
    ...answered(`a ${status} of a change is the service's error`, refuse(status, 'Refused')),
    operation: 'updateTopic',
    run: ({ thread }) => thread.updateTopic('x'),
  })),
  ...[403, 404, 500].map((status): DifferentialCase => ({
    ...answered(`a ${status} of a creation is the service's error`, refuse(status, 'Refused')),
    operation: 'createChatThread',
    run: ({ chat }) => chat.createChatThread({ topic: 'x' }),
  })),
  ...[400, 403].map((status): DifferentialCase => ({
    ...answered(`a ${status} of a list comes with the first step`, refuse(status, 'Refused')),
    operation: 'listChatThreads',
    run: ({ chat }) => chat.listChatThreads().next(),
  })),
  {
    ...answered('an inner error has one name, whatever the status', {
      status: 404,
      json: {
        error: { code: 'NotFound', message: 'No', innererror: { code: 'Deep', message: 'Deeper' } },
      },
    }),
    difference: {
      id: 'error-details-have-one-shape',
      intended: {
        requestCount: 1,
        error: {
          code: 'NotFound',
          details: {
            error: {
              code: 'NotFound',
              message: 'No',
              innerError: { code: 'Deep', message: 'Deeper' },
            },
          },
        },
      },
    },
  },
  ...[
    ['a sign-in page of the network', { status: 200, text: '<html>Sign in</html>' }],
    ['nothing', { status: 200, text: '' }],
    ['a number', answerWith(200, 7)],
    ['null', answerWith(200, null)],
  ].map(([what, answer]): DifferentialCase => ({
    // The table above has a text and an answer in each row.
    ...answered(`a 200 with ${String(what)} is an error`, answer as Answer),
    difference: {
      id: 'malformed-answers-are-errors',
      intended: { requestCount: 1, error: { name: 'RestError', code: 'invalid-response' } },
    },
  })),
];
