import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });
endScenes();

const field = fc.constantFrom(
  'id',
  'type',
  'version',
  'createdOn',
  'content',
  'topic',
  '__proto__',
);
const page = fc.record({ value: fc.array(fc.dictionary(field, fc.jsonValue()), { minLength: 1 }) });
const answer = fc.record({
  status: fc.constantFrom(200, 201, 500),
  text: fc.oneof(
    fc.oneof(page, fc.jsonValue()).map((body) => JSON.stringify(body)),
    fc.string(),
  ),
});

test('whatever answers the reads, each of them ends, with an error that has a code if it fails, and good answers put everything right', async () => {
  const scene = await createSyncScene();
  const { sync, threadId, clock } = scene;
  await scene.say('Known');
  const readAll = () => [
    sync.loadThreads(),
    sync.loadThread(threadId),
    sync.loadMessages(threadId),
    sync.loadParticipants(threadId),
    sync.loadReceipts(threadId),
  ];
  await Promise.all(readAll());
  await fc.assert(
    fc.asyncProperty(answer, async ({ status, text }) => {
      scene.respond = async () => new Response(text, { status });
      const reads = Promise.allSettled<unknown>(readAll());
      await clock.advance(120_000);
      for (const read of await reads) {
        if (read.status === 'rejected') expect(read.reason).toBeInstanceOf(ChatClientError);
      }
      scene.respond = (_request, pass) => pass();
      const good = Promise.all<unknown>(readAll());
      await clock.advance(60_000);
      await good;
      expect(scene.texts()).toEqual(['Known']);
      expect(scene.state().threadIds).toEqual([threadId]);
      expect(scene.thread().topic).toBe('Launch');
    }),
    { numRuns: 60 },
  );
  expect({}).not.toHaveProperty('id');
});
