// `npm run examples`: packs the packages, installs them in the samples as an app would, and runs the samples: on a chat-server of their
// own, or on Azure when the two variables are set that their README names. `-- --only chat-client` runs one. Then the app with hooks
// alone is checked and built; `npm start` in its folder runs it.
import './node-version.mjs';
import { join } from 'node:path';
import { isMain, main, runScript } from './command.mjs';
import { install } from './install.mjs';
import { installLockedFolder } from './install-locked-folder.mjs';
import { takeOnly } from './only-argument.mjs';
import { packPackages } from './pack-packages.mjs';

/** Where the samples are, relative to the root. */
export const samplesFolder = join('examples', 'node');

/** The samples: scripts of the folder's manifest. */
export const SAMPLES = ['chat-client', 'chat-thread-client'];

/** The app with hooks alone, relative to the root. */
export const hooksOnlyFolder = join('examples', 'hooks-only');

/**
 * Makes sure that an example has the packages as the sources are now.
 *
 * @param {string} folder Relative to the root.
 * @returns {Promise<void>}
 * @throws {Error} When they cannot be packed or installed; the output above says why.
 */
export async function installExample(folder) {
  await packPackages();
  const code = await installLockedFolder(folder, { packages: join('examples', '.packed') });
  if (code === 0) return;
  throw new Error(
    `The example in ${folder} could not be installed (exit code ${code}), so it was not run. If a package has other dependencies than before, write the lockfile anew: node scripts/pnpm.mjs --dir ${folder} install`,
  );
}

/**
 * Checks the types of the app with hooks alone, and builds it.
 *
 * @returns {Promise<void>}
 * @throws {Error} When a step fails; the output above says why.
 */
export async function buildHooksOnly() {
  await installExample(hooksOnlyFolder);
  const code =
    (await runScript(hooksOnlyFolder, 'check')) ||
    (await runScript(hooksOnlyFolder, 'build', ['--logLevel', 'warn']));
  if (code === 0) return;
  throw new Error(
    `${hooksOnlyFolder} could not be built (exit code ${code}); the output above says why.`,
  );
}

/** @param {readonly string[]} given The arguments of the command. */
async function runSamples(given) {
  const { chosen, args } = takeOnly(given, [...SAMPLES, 'hooks-only'], 'example');
  if (args.length > 0) {
    throw new Error(
      `"${args.join(' ')}" is no option, so nothing was run. There is: --only <samples>.`,
    );
  }
  await install();
  await installExample(samplesFolder);
  let failures = 0;
  for (const name of SAMPLES.filter((sample) => chosen.includes(sample))) {
    if ((await runScript(samplesFolder, name)) !== 0) failures += 1;
  }
  if (chosen.includes('hooks-only')) await buildHooksOnly();
  return failures === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) await main(() => runSamples(process.argv.slice(2)));
