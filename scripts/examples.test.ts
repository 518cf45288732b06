import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serveChatService } from '../packages/chat-server/src/node/serve-chat-service.ts';
import { workspaceRoot } from './command.mjs';
import { hooksOnlyFolder, installExample, samplesFolder } from './examples.mjs';

const folder = join(workspaceRoot, samplesFolder);

/** What a finished program left. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node in the samples' folder, with nothing of Azure in its environment unless it is given. */
function runNode(args: readonly string[], given: Record<string, string> = {}): Promise<Ended> {
  const {
    AZURE_COMMUNICATION_SERVICE_ENDPOINT: _endpoint,
    COMMUNICATION_SAMPLES_CONNECTION_STRING: _connectionString,
    ...rest
  } = process.env;
  return new Promise((resolve) => {
    const env = { ...rest, ...given };
    const child = execFile(process.execPath, args, { cwd: folder, env }, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, stdout, stderr });
    });
  });
}

/** What each sample says that it did, in this order. */
const capabilities = {
  'chat-client': [
    'create a client',
    'start realtime notifications',
    'create a thread',
    'hear chatThreadCreated',
    'create it again',
    'retry invalid participants',
    'hear participantsAdded',
    'the creator is in',
    'list threads',
    'list threads by page',
    'hear chatMessageReceived',
    'hear chatMessageEdited',
    'hear chatMessageReceived',
    'hear readReceiptReceived',
    'hear typingIndicatorReceived',
    'hear chatMessageDeleted',
    'hear chatThreadPropertiesUpdated',
    'hear participantsAdded',
    'hear participantsRemoved',
    'hear chatMessageReceived',
    'hear chatMessageReceived',
    'take a listener off',
    'hear chatThreadDeleted',
    'delete a thread',
    'stop realtime notifications',
    'log requests',
  ],
  'chat-thread-client': [
    'open an existing thread',
    'read properties',
    'update the topic',
    'update properties',
    'send a text',
    'send html with metadata',
    'read a message',
    'list messages',
    'list messages by page',
    'poll for messages',
    'edit a message',
    'delete a message',
    'add participants',
    'share the history',
    'list participants',
    'list participants by page',
    'remove a participant',
    'send a typing notification',
    'send a read receipt',
    'list read receipts',
    'list read receipts by page',
  ],
};

const samples = ['chat-client', 'chat-thread-client'] as const;

/** A sample that ended well has said so of each capability, and nothing on stderr. */
function expectAllDone(name: (typeof samples)[number], { code, stdout, stderr }: Ended): void {
  expect(stderr).toBe('');
  const [, ...lines] = stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toBe(`${name}: everything was as expected`);
  const done = lines.slice(0, -1).map((line) => line.trim().split(':', 1)[0]);
  expect(done).toEqual(capabilities[name]);
  expect(code).toBe(0);
}

describe(
  'the samples, with the packages installed as they are published',
  { timeout: 60_000 },
  () => {
    beforeAll(() => installExample(samplesFolder), 240_000);

    test.each(samples)(
      '%s runs all of its capabilities, says so, and ends by itself',
      async (name) => {
        const ended = await runNode([`${name}.js`]);
        expectAllDone(name, ended);
        expect(ended.stdout).toMatch(`${name}, on a chat-server in this process`);
      },
    );

    test.each(samples)(
      '%s does the same on a service that the variables of Azure name',
      async (name) => {
        const served = await serveChatService({ port: 0, storage: 'memory' });
        onTestFinished(served.close);
        const ended = await runNode([`${name}.js`], {
          AZURE_COMMUNICATION_SERVICE_ENDPOINT: served.endpoint,
          COMMUNICATION_SAMPLES_CONNECTION_STRING: served.connectionString,
        });
        expectAllDone(name, ended);
        expect(ended.stdout.split('\n')[0]).toBe(`${name}, on ${served.endpoint}`);
      },
    );

    test('a sample that meets something unexpected says what, without a secret, and its exit code is 1', async () => {
      const { endpoint, close } = await serveChatService({ port: 0, storage: 'memory' });
      onTestFinished(close);
      const wrongKey = 'd3JvbmcgYWNjZXNzIGtleQ==';
      const { code, stdout, stderr } = await runNode(['chat-client.js'], {
        AZURE_COMMUNICATION_SERVICE_ENDPOINT: endpoint,
        COMMUNICATION_SAMPLES_CONNECTION_STRING: `endpoint=${endpoint}/;accesskey=${wrongKey}`,
      });
      expect(stderr).toMatch(/^chat-client failed\. RestError/);
      expect(stdout + stderr).not.toContain(wrongKey);
      expect(code).toBe(1);
    });

    test('AZURE_LOG_LEVEL turns the log on from outside, and no token or text is in it', async () => {
      const { code, stderr } = await runNode(['chat-thread-client.js'], {
        AZURE_LOG_LEVEL: 'verbose',
      });
      expect(stderr).toMatch(/azure:communication-chat:info .*\/chat\/threads/);
      for (const secret of ['eyJ', 'accesskey', 'Hello']) expect(stderr).not.toContain(secret);
      expect(code).toBe(0);
    });

    test('a sample that is told only half of what Azure needs runs nothing', async () => {
      const half = { AZURE_COMMUNICATION_SERVICE_ENDPOINT: 'https://127.0.0.1:1' };
      const { code, stdout, stderr } = await runNode(['chat-thread-client.js'], half);
      expect(stderr).toContain('COMMUNICATION_SAMPLES_CONNECTION_STRING');
      expect(stdout).toBe('');
      expect(code).toBe(1);
    });

    test('the samples are correct by their types and by those of the packages', async () => {
      const compiler = join(workspaceRoot, 'node_modules', 'typescript', 'bin', 'tsc');
      const { stdout } = await runNode([compiler, '-p', '.', '--pretty', 'false']);
      expect(stdout).toBe('');
    });
  },
);

test('the app with hooks alone stays as small as its readme says: at most 350 lines', () => {
  const source = join(workspaceRoot, hooksOnlyFolder, 'src');
  const files = readdirSync(source).filter((name) => /\.tsx?$/.test(name));
  const lines = files.flatMap((name) =>
    readFileSync(join(source, name), 'utf8').trimEnd().split('\n'),
  );
  expect(lines.length).toBeLessThanOrEqual(350);
});
