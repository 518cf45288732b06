// `npm run test:azure`: the contract of the client on a live Communication Services resource, with the very tests that `npm test` runs on
// a chat-server. Without the two variables that name the resource it runs nothing. `-- --only node` leaves the browser out,
// and `-- --only node contract/events` runs one file; other arguments go to vitest.
import './node-version.mjs';
import { ensureBrowser } from './browser.mjs';
import { isMain, main, runTool } from './command.mjs';
import { install } from './install.mjs';
import { takeOnly } from './only-argument.mjs';

const contract = 'packages/chat-core/src/contract';
const realtimeContract = 'packages/chat-core/src/realtime/contract';

/** The runs: which files, in which environment. Azure's realtime protocol is spoken by Azure's library, and that only in pages. */
const RUNS = [
  {
    name: 'node',
    files: [contract, `${realtimeContract}/polling`],
    options: ['--project=node'],
  },
  {
    name: 'browser',
    files: [realtimeContract],
    options: [
      '--project=core-browser',
      '--testNamePattern=over signaling',
      // What a service far away and a library that waits between its tries may take, ms.
      '--testTimeout=120000',
    ],
  },
];

/** What names the resource, and where to find it. */
const VARIABLES = {
  AZURE_COMMUNICATION_SERVICE_ENDPOINT:
    'its endpoint, such as https://<your-resource>.communication.azure.com',
  COMMUNICATION_SAMPLES_CONNECTION_STRING:
    'its connection string, from "Keys" in the Azure portal: endpoint=https://…/;accesskey=…',
};

/**
 * Says what is wrong with the variables, without showing the value of any.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string[]} One sentence for each problem.
 */
export function findProblems(env) {
  const missing = Object.entries(VARIABLES)
    .filter(([name]) => !env[name])
    .map(([name, meaning]) => `${name} is not set. It is ${meaning}.`);
  if (missing.length > 0) return missing;

  const endpoint = readHost(env['AZURE_COMMUNICATION_SERVICE_ENDPOINT']);
  if (endpoint === undefined) return ['AZURE_COMMUNICATION_SERVICE_ENDPOINT is not a URL.'];
  const [, url] =
    /(?:^|;)endpoint=([^;]+)/i.exec(env['COMMUNICATION_SAMPLES_CONNECTION_STRING'] ?? '') ?? [];
  const keyHolder = readHost(url);
  if (keyHolder === undefined) {
    return ['COMMUNICATION_SAMPLES_CONNECTION_STRING has no endpoint=… with a URL in it.'];
  }
  return keyHolder === endpoint
    ? []
    : [
        `The endpoint is that of ${endpoint} and the connection string that of ${keyHolder}, so the users of one would be strangers to the other.`,
      ];
}

/** @param {string | undefined} url */
function readHost(url) {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

/** @param {readonly string[]} given The arguments of the command. */
async function testAzure(given) {
  const names = RUNS.map(({ name }) => name);
  const { chosen, args } = takeOnly(given, names, 'run');
  const problems = findProblems(process.env);
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem);
    console.error(
      'Nothing was run. Use a resource that is for trying things out: the tests make users, threads and messages there, and delete only the users again.',
    );
    return 1;
  }
  console.log(
    `Confab: running the contract on the resource (${chosen.join(', ')}). By its limits and by polling it takes some minutes.`,
  );
  await install();
  if (chosen.includes('browser')) console.log(`Browser: ${await ensureBrowser()}`);
  const env = { ...process.env, CONFAB_CONTRACT_TARGET: 'azure' };
  // One file after another: they would share the resource's limits. And to have run nothing would be no success.
  const order = ['--no-file-parallelism', '--passWithNoTests=false', '--reporter=verbose'];
  let failures = 0;
  const hasFiles = args.some((arg) => !arg.startsWith('-'));
  for (const { files, options } of RUNS.filter(({ name }) => chosen.includes(name))) {
    const which = hasFiles ? [] : files;
    const code = await runTool('vitest', ['run', ...options, ...which, ...order, ...args], { env });
    if (code !== 0) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) await main(() => testAzure(process.argv.slice(2)));
