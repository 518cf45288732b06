import type { DifferentialCase } from '../differential-case.ts';
import { answerWith, page, readAll, refuse, wireThread } from './samples.ts';

const operation = 'getProperties';
const found = answerWith(200, wireThread);
const run: DifferentialCase['run'] = ({ thread }) => thread.getProperties();

/** Options of the client and of single calls. */
export const optionsCases: readonly DifferentialCase[] = [
  {
    name: 'options that have no effect here change nothing of a call, and none of them is refused',
    operation: 'sendMessage',
    answers: [answerWith(201, { id: '1' })],
    options: () => ({
      proxyOptions: { host: 'http://proxy.example', port: 8080 },
      tlsOptions: { passphrase: 'x' },
      redirectOptions: { maxRetries: 3 },
    }),
    run: ({ thread }) =>
      thread.sendMessage(
        { content: 'x' },
        {
          tracingOptions: {},
          serializerOptions: { xml: { rootName: 'x' } },
          requestOptions: { onUploadProgress: () => {}, onDownloadProgress: () => {} },
        },
      ),
  },
  {
    name: 'custom headers are sent',
    operation,
    answers: [found],
    run: ({ thread }) =>
      thread.getProperties({ requestOptions: { customHeaders: { 'X-Trace': 'loom', b: '' } } }),
  },
  {
    name: 'a custom header replaces one of the client, whatever its case',
    operation: 'updateTopic',
    answers: [{ status: 204 }],
    run: ({ thread }) =>
      thread.updateTopic('x', {
        requestOptions: {
          customHeaders: {
            ACCEPT: 'text/plain',
            'Content-type': 'application/json',
            'X-MS-Client-Request-Id': 'mine',
          },
        },
      }),
  },
  {
    name: 'a custom header replaces the idempotency token',
    operation: 'createChatThread',
    answers: [answerWith(201, {})],
    run: ({ chat }) =>
      chat.createChatThread(
        { topic: 'x' },
        { requestOptions: { customHeaders: { 'Repeatability-Request-ID': 'mine' } } },
      ),
  },
  {
    name: 'a custom header cannot replace the token',
    operation,
    answers: [found],
    run: ({ thread }) =>
      thread.getProperties({ requestOptions: { customHeaders: { Authorization: 'Basic x' } } }),
  },
  {
    name: 'spaces around a header are left out',
    operation,
    answers: [found],
    run: ({ thread }) =>
      thread.getProperties({ requestOptions: { customHeaders: { 'x-trace': '  loom ' } } }),
  },
  {
    name: 'another API version is asked for, on links too',
    operation: 'listMessages',
    answers: [page([], '/next?api-version=2025-03-15&x=1'), page([])],
    options: () => ({ apiVersion: '2024-03-07' }),
    run: ({ thread }) => readAll(thread.listMessages({ maxPageSize: 2, startTime: new Date(0) })),
  },
  {
    name: 'a link without an API version gets none',
    operation: 'listMessages',
    answers: [page([], '/next?x=1'), page([], '/last'), page([])],
    options: () => ({ apiVersion: '2024-03-07' }),
    run: ({ thread }) => readAll(thread.listMessages()),
  },
  {
    name: 'the thread clients of a chat client ask for its API version',
    operation,
    answers: [found],
    options: () => ({ apiVersion: '2026-01-01-preview' }),
    run: async ({ thread, openThread }) => {
      await thread.getProperties();
      await openThread('19:other').getProperties();
    },
  },
  {
    name: 'a call tells of its answer',
    operation,
    answers: [found],
    run: ({ thread, notes }) =>
      thread.getProperties({
        onResponse: (response, _flat, error) => {
          notes.push(response.status, response.bodyAsText, response.headers.get('content-type'));
          notes.push(response.request.url, error);
        },
      }),
  },
  {
    name: 'a call that fails tells of its answer and the error',
    operation,
    answers: [refuse(403, 'Forbidden')],
    run: ({ thread, notes }) =>
      thread.getProperties({
        onResponse: (response, _flat, error) => {
          notes.push(response.status, error instanceof Error && error.name);
        },
      }),
  },
  {
    name: 'only the last of several tries is told of',
    operation: 'updateTopic',
    answers: [refuse(500, 'Internal'), { status: 204 }],
    run: ({ thread, notes }) =>
      thread.updateTopic('x', { onResponse: (response) => notes.push(response.status) }),
  },
  {
    name: 'each page of a list is told of',
    operation: 'listMessages',
    answers: [page([], '/next'), page([])],
    run: ({ thread, notes }) =>
      readAll(thread.listMessages({ onResponse: (response) => notes.push(response.request.url) })),
  },
  {
    name: 'a call without an answer body tells of it too',
    operation: 'updateTopic',
    answers: [{ status: 204 }],
    run: ({ thread, notes }) =>
      thread.updateTopic('x', {
        onResponse: (response, flat) => notes.push(response.parsedBody, flat),
      }),
  },
  {
    name: 'what a call tells of its answer is as the service wrote it',
    operation,
    answers: [found],
    run: async ({ thread, notes }) => {
      await thread.getProperties({
        onResponse: (response, flat) => notes.push(response.parsedBody, flat),
      });
    },
    difference: {
      id: 'answers-are-told-as-they-were-written',
      intended: { requestCount: 1, notes: [wireThread, wireThread] },
    },
  },
  {
    name: 'the header of the request id may have another name',
    operation,
    answers: [found],
    options: () => ({ telemetryOptions: { clientRequestIdHeaderName: 'x-correlation' } }),
    run,
  },
];
