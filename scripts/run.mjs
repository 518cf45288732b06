// `node scripts/run.mjs <name>`: installs what is missing, then runs one of the workspace's commands.
import './node-version.mjs';
import { ensureBrowser } from './browser.mjs';
import { main, runScript, runTool } from './command.mjs';
import { install } from './install.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  storybook: (args) => runScript('apps/storybook', 'storybook', args, { isServer: true }),
  'build-storybook': (args) => runScript('apps/storybook', 'build-storybook', args),
  bench: (args) => runScript('apps/bench', 'bench', args),
  soak: (args) => runScript('apps/soak', 'soak', args),
  format: (args) => runTool('oxfmt', args),
  screenshots: async (args) => {
    await ensureBrowser();
    const code = await runScript('apps/storybook', 'build-storybook', []);
    return code === 0 ? runScript('apps/e2e', 'screenshots', args) : code;
  },
};

const [name = '', ...args] = process.argv.slice(2);
await main(async () => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new Error(
      `There is no command "${name}". The commands are: ${Object.keys(commands).join(', ')}.`,
    );
  }
  await install();
  return command(args);
});
