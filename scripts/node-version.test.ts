import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('node-version.mjs', import.meta.url));

/** Runs the check under a Node that claims another version. */
function checkVersion(version: string): { status: number | null; stderr: string } {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
  return spawnSync(process.execPath, ['--import', `data:text/javascript,${pretend}`, script], {
    encoding: 'utf8',
  });
}

test.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])(
  'Node %s is accepted in silence',
  (version) => {
    expect(checkVersion(version)).toMatchObject({ status: 0, stderr: '' });
  },
);

test.each(['20.18.3', '18.20.8', '16.9.1'])('Node %s is refused with what to do', (version) => {
  const { status, stderr } = checkVersion(version);
  expect(status).toBe(1);
  expect(stderr).toContain(`needs Node 20.19 or later, but this is Node ${version}`);
  expect(stderr).toContain('Install a newer Node');
});
