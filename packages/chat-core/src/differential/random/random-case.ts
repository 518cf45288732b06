import fc from 'fast-check';

import { restOperations } from '../../rest/operations.ts';
import { readAll } from '../cases/samples.ts';
import type { Answer, Clients, DifferentialCase, DrivenMethod } from '../differential-case.ts';
import { bodyOf, optionalFieldsOf, refusalOf, rowOf, trouble } from './random-answers.ts';
import { argumentsOf, id } from './random-arguments.ts';

/** What is wrong with a random case on purpose: an argument is missing, or an answer is not in the protocol. */
export type Flaw = 'argument' | 'null' | 'row' | 'answer';

/** A call by chance, as data: it can be printed when it fails. */
export interface RandomCase {
  readonly operation: DrivenMethod;
  readonly threadId: string;
  readonly args: readonly unknown[];
  /** Whether a list is read by pages. */
  readonly isByPage: boolean;
  readonly apiVersion?: string;
  readonly flaw: Flaw | undefined;
  readonly answers: readonly Answer[];
  /** Set where the official client is answered otherwise: with what our client is to make of a flaw. */
  readonly officialAnswers?: readonly Answer[];
}

/** Random cases of one method. */
export function randomCasesOf(operation: DrivenMethod): fc.Arbitrary<RandomCase> {
  const successes = rowOf[operation] === undefined ? oneSuccess(operation) : pages(operation);
  return fc
    .record({
      threadId: id,
      args: argumentsOf[operation],
      isByPage: fc.boolean(),
      apiVersion: seldom(fc.constantFrom('2024-03-07', '2026-01-01-preview')),
      troubles: seldom(fc.array(trouble, { minLength: 1, maxLength: 4 })),
      refusal: seldom(refusalOf(operation)),
      success: fc.tuple(successes, seldom(flawOf(operation)), fc.jsonValue({ maxDepth: 1 })),
    })
    .map(({ threadId, args, isByPage, apiVersion, troubles = [], refusal, success }) => {
      const [answers, flaw, junk] = success;
      const last = refusal === undefined ? answers : [refusal];
      const shared = {
        operation,
        threadId,
        isByPage,
        ...(apiVersion === undefined ? {} : { apiVersion }),
      };
      const wanted = [...troubles, ...last];
      if (flaw === undefined || (flaw !== 'argument' && refusal !== undefined)) {
        return { ...shared, args, flaw: undefined, answers: wanted };
      }
      if (flaw === 'argument') return { ...shared, args: [], flaw, answers: wanted };
      const flawed = last.map((answer) => addFlaw(answer, flaw, junk, operation));
      return {
        ...shared,
        args,
        flaw,
        answers: [...troubles, ...flawed],
        officialAnswers: wanted,
      };
    });
}

/** One time in four. */
function seldom<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );
}

function oneSuccess(operation: DrivenMethod): fc.Arbitrary<Answer[]> {
  const status = restOperations[operation].successStatus;
  const body = bodyOf[operation];
  return body === undefined
    ? fc.constant([{ status, text: '' }])
    : body.map((json) => [{ status, json }]);
}

/** One to three pages, each but the last with a link of one of the forms that the service may give it. */
function pages(operation: DrivenMethod): fc.Arbitrary<Answer[]> {
  const rows = fc.array(rowOf[operation] ?? fc.constant({}), { maxLength: 3 });
  const link = fc.constantFrom(
    '/chat/next?syncState=abc%3D&api-version=2025-03-15&n=',
    'chat/next?api-version=2025-03-15&n=',
    'https://contoso.communication.azure.com/chat/threads/19:a@thread.v2/x?y=1,2&n=',
  );
  const end = fc.constantFrom({}, {}, { nextLink: '' }, { nextLink: null });
  return fc
    .tuple(fc.array(fc.tuple(rows, link), { maxLength: 2 }), rows, end)
    .map(([linked, value, ending]) => [
      ...linked.map(([items, nextLink], index) => ({
        status: 200,
        json: { value: items, nextLink: `${nextLink}${index}` },
      })),
      { status: 200, json: { value, ...ending } },
    ]);
}

/** The missing argument of a method that has one that it needs. */
const needsArgument: ReadonlySet<DrivenMethod> = new Set([
  'createChatThread',
  'deleteChatThread',
  'updateTopic',
  'sendMessage',
  'getMessage',
  'updateMessage',
  'deleteMessage',
  'addParticipants',
  'removeParticipant',
  'sendReadReceipt',
]);

function flawOf(operation: DrivenMethod): fc.Arbitrary<Flaw | undefined> {
  const flaws: Flaw[] = [];
  if (needsArgument.has(operation)) flaws.push('argument');
  if (bodyOf[operation] !== undefined || rowOf[operation] !== undefined) flaws.push('answer');
  if (rowOf[operation] !== undefined) flaws.push('row');
  if (optionalFieldsOf[operation] !== undefined) flaws.push('null');
  return flaws.length === 0 ? fc.constant(undefined) : fc.constantFrom(...flaws);
}

function addFlaw(answer: Answer, flaw: Flaw, junk: unknown, operation: DrivenMethod): Answer {
  if (!('status' in answer)) return answer;
  if (flaw === 'answer') return { ...answer, json: junk };
  const { json } = answer;
  const addNulls = (model: object): object => ({
    ...Object.fromEntries((optionalFieldsOf[operation] ?? []).map((name) => [name, null])),
    ...model,
  });
  if (isPage(json)) {
    const rows = flaw === 'row' ? [...json.value, 7, {}, null] : json.value.map(addNulls);
    return { ...answer, json: { ...json, value: rows } };
  }
  return typeof json === 'object' && json !== null ? { ...answer, json: addNulls(json) } : answer;
}

function isPage(json: unknown): json is { readonly value: readonly object[] } {
  return typeof json === 'object' && json !== null && 'value' in json && Array.isArray(json.value);
}

/** The case that the suite runs. `answers` and `maxRetries` are those of one of the sides. */
export function toCase(
  tried: RandomCase,
  answers: readonly Answer[],
  maxRetries?: number,
): DifferentialCase {
  const { operation, threadId, apiVersion } = tried;
  return {
    name: operation,
    operation,
    threadId,
    answers,
    options: () => ({
      retryOptions: { retryDelayInMs: 0, ...(maxRetries === undefined ? {} : { maxRetries }) },
      ...(apiVersion === undefined ? {} : { apiVersion }),
    }),
    run: (clients) => run(tried, clients),
  };
}

async function run({ operation, args, isByPage }: RandomCase, clients: Clients): Promise<unknown> {
  const { chat, thread } = clients;
  const target: object = operation in chat ? chat : thread;
  // What the methods are called with was made for them; their types say so for each alone, not for one that is picked by chance.
  const method = (target as Record<string, (...given: readonly unknown[]) => unknown>)[operation];
  const result = method?.apply(target, [...args]);
  return isList(result) ? readAll(isByPage ? result.byPage() : result) : result;
}

interface List extends AsyncIterable<unknown> {
  byPage(): AsyncIterable<unknown>;
}

function isList(value: unknown): value is List {
  return typeof value === 'object' && value !== null && 'byPage' in value;
}
