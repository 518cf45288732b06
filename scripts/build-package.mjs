// Builds the package in whose folder it runs, from nothing: a file left over from an earlier build would be published.
import './node-version.mjs';
import { cpSync, lstatSync, rmSync } from 'node:fs';
import { bundleAzureLibrary } from './bundle-azure-library.mjs';
import { main, runTool } from './command.mjs';
import { makeImportsPlain } from './plain-imports.mjs';

await main(async () => {
  rmSync('dist', { recursive: true, force: true });
  const code = await runTool('tsc', ['-p', 'tsconfig.build.json'], { cwd: process.cwd() });
  if (code !== 0) return code;
  makeImportsPlain('dist');
  await bundleAzureLibrary();
  // tsc leaves CSS behind: it goes to the same place in `dist` as in `src`, so imports between files hold. So do the licences of what
  // others have made, beside it.
  cpSync('src', 'dist', {
    recursive: true,
    filter: (source) => lstatSync(source).isDirectory() || /\.(?:css|LICENSE)$/.test(source),
  });
  return 0;
});
