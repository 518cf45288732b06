import type { DifferentialCase } from '../differential-case.ts';
import { page, readAll, refuse, wireThread } from './samples.ts';

const operation = 'getProperties';
const found = { status: 200, json: wireThread };
const run: DifferentialCase['run'] = ({ thread }) => thread.getProperties();

/** What is asked again, how often, and what stays the same. */
export const retriesCases: readonly DifferentialCase[] = [
  ...[408, 500, 502, 503, 504, 507, 511, 599].map((status): DifferentialCase => ({
    name: `after a ${status} the call is made again`,
    operation,
    answers: [refuse(status, 'Later'), found],
    run,
  })),
  ...[400, 401, 403, 404, 409, 412, 413, 429, 501, 505].map((status): DifferentialCase => ({
    name: `after a ${status} the call is not made again`,
    operation,
    answers: [refuse(status, 'No'), found],
    run,
  })),
  {
    name: 'a call is given up after four tries',
    operation,
    answers: [refuse(500, 'Internal')],
    run,
  },
  {
    name: 'a call that fails in other ways each time is given up with the last of them',
    operation,
    answers: [refuse(500, 'A'), refuse(503, 'B'), refuse(408, 'C'), refuse(502, 'D')],
    run,
  },
  {
    name: 'a call that is refused at last is that error',
    operation,
    answers: [refuse(500, 'Internal'), refuse(403, 'Forbidden')],
    run,
  },
  ...[0, 1, 5].map((maxRetries): DifferentialCase => ({
    name: `a call is repeated ${maxRetries} times when that is asked for`,
    operation,
    answers: [refuse(500, 'Internal')],
    options: () => ({ retryOptions: { maxRetries, retryDelayInMs: 1, maxRetryDelayInMs: 2 } }),
    run,
  })),
  ...(
    [
      ['retry-after', '0'],
      ['retry-after-ms', '1'],
      ['x-ms-retry-after-ms', '1'],
      ['retry-after', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ] as const
  ).flatMap(([header, value]) =>
    [429, 503].map((status): DifferentialCase => ({
      name: `after a ${status} with ${header}: ${value} the call is made again`,
      operation,
      answers: [refuse(status, 'TooManyRequests', { [header]: value }), found],
      run,
    })),
  ),
  {
    name: 'a 429 counts as a try',
    operation,
    answers: [refuse(429, 'TooManyRequests', { 'retry-after-ms': '1' })],
    run,
  },
  {
    name: 'a 429 whose time to wait is no time is an error at once',
    operation,
    answers: [refuse(429, 'TooManyRequests', { 'retry-after': 'soon' }), found],
    run,
  },
  {
    name: 'a time to wait matters only with 429 and 503',
    operation,
    answers: [refuse(403, 'Forbidden', { 'retry-after': '0' }), found],
    run,
  },
  ...['ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'ECONNREFUSED'].map(
    (failsWith): DifferentialCase => ({
      name: `after a connection that failed with ${failsWith} the call is made again`,
      operation,
      answers: [{ failsWith }, found],
      run,
    }),
  ),
  {
    name: 'a list is asked for again',
    operation: 'listChatThreads',
    answers: [refuse(503, 'ServiceUnavailable'), page([])],
    run: ({ chat }) => readAll(chat.listChatThreads()),
  },
  {
    name: 'a connection that always fails is an error of the one class',
    operation,
    answers: [{ failsWith: 'ECONNRESET' }],
    run,
    difference: {
      id: 'lost-connections-are-one-error',
      intended: { requestCount: 4, error: { name: 'RestError', retryable: true, operation } },
    },
  },
  {
    name: 'what the HTTP client of the app throws is a lost connection',
    operation,
    answers: [{ throws: new TypeError('fetch failed') }],
    run,
    difference: {
      id: 'lost-connections-are-one-error',
      intended: {
        requestCount: 4,
        error: { code: 'network', retryable: true, operation },
      },
    },
  },
  ...[301, 302, 307].map((status): DifferentialCase => ({
    name: `a ${status} is not followed`,
    operation,
    answers: [{ status, headers: { location: '/elsewhere' } }, found],
    run,
    difference: {
      id: 'redirects-are-not-followed',
      intended: { requestCount: 1, error: { statusCode: status } },
    },
  })),
  {
    name: 'a redirect of a change is not followed',
    operation: 'updateTopic',
    answers: [{ status: 302, headers: { location: '/elsewhere' } }, { status: 204 }],
    run: ({ thread }) => thread.updateTopic('x'),
  },
  {
    name: 'a request that could not be sent is sent again, as the browser tells no reason',
    operation,
    answers: [{ failsWith: 'REQUEST_SEND_ERROR' }, found],
    run,
    difference: {
      id: 'lost-connections-are-one-error',
      intended: { requestCount: 2 },
    },
  },
  ...['-5', '1.5e-3'].map((value): DifferentialCase => ({
    name: `a 429 with the impossible time to wait ${value} is an error at once`,
    operation,
    answers: [refuse(429, 'TooManyRequests', { 'retry-after': value }), found],
    run,
    difference: {
      id: 'impossible-times-to-wait-are-ignored',
      intended: { requestCount: 1, error: { statusCode: 429 } },
    },
  })),
];
