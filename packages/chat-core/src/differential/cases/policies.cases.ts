import type { DifferentialCase, SharedClientOptions } from '../differential-case.ts';
import { answerWith, page, readAll, refuse, wireThread } from './samples.ts';

const operation = 'getProperties';
const found = answerWith(200, wireThread);
const run: DifferentialCase['run'] = ({ thread }) => thread.getProperties();

type Policy = NonNullable<SharedClientOptions['additionalPolicies']>[number]['policy'];

/** A policy that notes what passes it, and adds a header. */
function watch(name: string, notes: unknown[]): Policy {
  return {
    name,
    async sendRequest(request, next) {
      notes.push([
        name,
        request.method,
        request.url,
        request.body,
        request.headers.has('authorization'),
      ]);
      request.headers.set(`x-${name}`, 'seen');
      const response = await next(request);
      notes.push([name, response.status]);
      return response;
    },
  };
}

/** Policies that the app puts around requests. */
export const policiesCases: readonly DifferentialCase[] = [
  {
    name: 'a policy per call sees the request before the token is in it, once for all tries',
    operation: 'updateTopic',
    answers: [refuse(500, 'Internal'), { status: 204 }],
    options: (notes) => ({
      additionalPolicies: [{ policy: watch('once', notes), position: 'perCall' }],
    }),
    run: ({ thread }) => thread.updateTopic('Looms'),
  },
  {
    name: 'a policy per retry sees every try, with the token',
    operation: 'updateTopic',
    answers: [refuse(500, 'Internal'), { status: 204 }],
    options: (notes) => ({
      additionalPolicies: [{ policy: watch('each', notes), position: 'perRetry' }],
    }),
    run: ({ thread }) => thread.updateTopic('Looms'),
  },
  {
    name: 'policies run in the order in which they were given',
    operation: 'sendMessage',
    answers: [answerWith(201, { id: '1' })],
    options: (notes) => ({
      additionalPolicies: [
        { policy: watch('c', notes), position: 'perRetry' },
        { policy: watch('a', notes), position: 'perCall' },
        { policy: watch('d', notes), position: 'perRetry' },
        { policy: watch('b', notes), position: 'perCall' },
      ],
    }),
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'a policy may change where a request goes and what it says',
    operation: 'sendMessage',
    answers: [answerWith(201, { id: '1' })],
    options: () => ({
      additionalPolicies: [
        {
          position: 'perRetry',
          policy: {
            name: 'rewrite',
            sendRequest(request, next) {
              request.url = 'https://gateway.example/elsewhere';
              request.body = JSON.stringify({ content: 'changed' });
              request.headers.delete('accept');
              return next(request);
            },
          },
        },
      ],
    }),
    run: ({ thread }) => thread.sendMessage({ content: 'x' }),
  },
  {
    name: 'a policy may answer in place of the service',
    operation: 'getMessage',
    answers: [],
    options: (notes) => ({
      additionalPolicies: [
        {
          position: 'perRetry',
          policy: {
            name: 'cache',
            async sendRequest(request) {
              notes.push('from the cache');
              const { headers } = request;
              return {
                request,
                headers,
                status: 404,
                bodyAsText: '{"error":{"code":"Gone","message":"x"}}',
              };
            },
          },
        },
      ],
    }),
    run: ({ thread }) => thread.getMessage('1'),
  },
  {
    name: 'policies see the thread clients of a chat client too, and lists',
    operation: 'listReadReceipts',
    answers: [page([], '/next'), page([])],
    options: (notes) => ({
      additionalPolicies: [{ policy: watch('once', notes), position: 'perCall' }],
    }),
    run: ({ thread }) => readAll(thread.listReadReceipts()),
  },
  ...(['perCall', 'perRetry'] as const).map((position): DifferentialCase => ({
    name: `what a policy ${position} throws comes through as it is`,
    operation,
    answers: [found],
    options: () => ({
      additionalPolicies: [
        {
          position,
          policy: {
            name: 'refuse',
            sendRequest: () => Promise.reject(new TypeError('The policy says no.')),
          },
        },
      ],
    }),
    run,
  })),
  {
    name: 'a prefix of the user agent comes first',
    operation,
    answers: [found],
    options: (notes) => ({
      userAgentOptions: { userAgentPrefix: 'loom-app/1.0' },
      additionalPolicies: [
        {
          position: 'perRetry',
          policy: {
            name: 'agent',
            sendRequest(request, next) {
              notes.push(request.headers.get('user-agent')?.split(' ')[0]);
              return next(request);
            },
          },
        },
      ],
    }),
    run,
  },
  {
    name: 'the user agent names this client',
    operation,
    answers: [found],
    options: (notes) => ({
      additionalPolicies: [
        {
          position: 'perRetry',
          policy: {
            name: 'agent',
            sendRequest(request, next) {
              notes.push(request.headers.get('user-agent')?.split('/')[0]);
              return next(request);
            },
          },
        },
      ],
    }),
    run,
    difference: {
      id: 'user-agent',
      intended: { requestCount: 1, notes: ['confab-chat-core'] },
    },
  },
];
