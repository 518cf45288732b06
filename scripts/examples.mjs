// `npm run examples`: packs the packages, installs them in the samples as an app would, and runs the samples: on a chat-server of their
// own, or on Azure when the two variables are set that their README names. `-- --only chat-client` runs one.
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

/**
 * Makes sure that the samples have the packages as the sources are now.
 *
 * @returns {Promise<void>}
 * @throws {Error} When they cannot be packed or installed; the output above says why.
 */
export async function installSamples() {
  await packPackages();
  const code = await installLockedFolder(samplesFolder, { packages: join('examples', '.packed') });
  if (code === 0) return;
  throw new Error(
    `The samples could not be installed (exit code ${code}), so none was run. If a package has other dependencies than before, write the lockfile anew: node scripts/pnpm.mjs --dir examples/node install`,
  );
}

/** @param {readonly string[]} given The arguments of the command. */
async function runSamples(given) {
  const { chosen, args } = takeOnly(given, SAMPLES, 'sample');
  if (args.length > 0) {
    throw new Error(
      `"${args.join(' ')}" is no option, so nothing was run. There is: --only <samples>.`,
    );
  }
  await install();
  await installSamples();
  let failures = 0;
  for (const name of chosen) {
    if ((await runScript(samplesFolder, name)) !== 0) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) await main(() => runSamples(process.argv.slice(2)));
