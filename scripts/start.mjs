// `npm start`: installs what is missing, then runs the demo: chat server and app, until it is stopped.
import './node-version.mjs';
import { main, runScript } from './command.mjs';
import { install } from './install.mjs';

console.log('Confab: starting the demo. Stop it with Ctrl-C.');
await main(async () => {
  await install();
  console.log('Starting the chat server and the app…');
  return runScript('apps/demo', 'start', process.argv.slice(2), { isServer: true });
});
