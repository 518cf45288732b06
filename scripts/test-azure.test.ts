import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serveChatService } from '../packages/chat-server/src/node/serve-chat-service.ts';
import { workspaceRoot } from './command.mjs';
import { findProblems } from './test-azure.mjs';

const script = join(workspaceRoot, 'scripts', 'test-azure.mjs');
const secret = 'c2VjcmV0';
const complete = {
  AZURE_COMMUNICATION_SERVICE_ENDPOINT: 'https://chat.example',
  COMMUNICATION_SAMPLES_CONNECTION_STRING: `endpoint=https://chat.example/;accesskey=${secret}`,
};

test('a resource that is named whole has no problems', () => {
  expect(findProblems(complete)).toEqual([]);
});

test('each variable that is missing is named, with what it is', () => {
  const problems = findProblems({ AZURE_COMMUNICATION_SERVICE_ENDPOINT: '' });
  expect(problems).toEqual([
    expect.stringContaining('AZURE_COMMUNICATION_SERVICE_ENDPOINT is not set'),
    expect.stringContaining('COMMUNICATION_SAMPLES_CONNECTION_STRING is not set'),
  ]);
});

test.each([
  ['AZURE_COMMUNICATION_SERVICE_ENDPOINT', 'chat.example', 'is not a URL'],
  ['AZURE_COMMUNICATION_SERVICE_ENDPOINT', 'https://other.example', 'strangers'],
  ['COMMUNICATION_SAMPLES_CONNECTION_STRING', `accesskey=${secret}`, 'no endpoint'],
])('with %s = %s nothing can be run, and no secret is told', (name, value, problem) => {
  const problems = findProblems({ ...complete, [name]: value });
  expect(problems).toEqual([expect.stringContaining(problem)]);
  expect(problems.join()).not.toContain(secret);
});

test('without the variables the command runs nothing and fails', () => {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    env: { PATH },
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('Nothing was run.');
});

test('with the variables it runs the contract on the service that they name', async () => {
  const { endpoint, connectionString, close } = await serveChatService({
    port: 0,
    storage: 'memory',
    // By this a run on this service is known from one on any other.
    faults: {
      rules: [{ where: 'rest', operations: ['sendReadReceipt'], fault: 'status', status: 403 }],
    },
  });
  onTestFinished(close);
  const env = {
    ...process.env,
    NO_COLOR: '1',
    AZURE_COMMUNICATION_SERVICE_ENDPOINT: endpoint,
    COMMUNICATION_SAMPLES_CONNECTION_STRING: connectionString,
  };
  const output = await new Promise<string>((resolve) => {
    const only = ['--only=node', 'packages/chat-core/src/contract/signals'];
    execFile(process.execPath, [script, ...only], { env }, (_, stdout) => resolve(stdout));
  });
  expect(output).toMatch(/✓ .* a typing notification is sent/);
  expect(output).toMatch(/× .* read receipts say/);
  expect(output).toContain('1 failed | 1 passed');
  for (const leak of [/accesskey=/, /eyJ/]) expect(output).not.toMatch(leak);
}, 120_000);
