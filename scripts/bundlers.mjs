// The bundlers that apps use, each as it comes: no configuration but where the app is and where the result goes.
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

/**
 * Bundles an app for pages.
 *
 * @callback Bundle
 * @param {string} app Its folder, with `app.js` and, for those that begin with a page, `index.html`.
 * @param {string} out Folder for the result.
 * @returns {Promise<string[]>} What the bundler warned of.
 */

/** @type {Readonly<Record<string, Bundle>>} */
export const bundlers = {
  Vite: async (app, out) => {
    /** @type {string[]} */
    const warnings = [];
    const logger = vite.createLogger('warn', { allowClearScreen: false });
    logger.warn = (message) => warnings.push(message);
    logger.warnOnce = logger.warn;
    await vite.build({
      configFile: false,
      root: app,
      logLevel: 'warn',
      // A page that is served from a folder, not from the root.
      base: './',
      build: { outDir: out },
      customLogger: logger,
    });
    return warnings;
  },

  // On its own Rollup finds no package.
  Rollup: async (app, out) => {
    /** @type {string[]} */
    const warnings = [];
    const bundle = await rollup({
      input: join(app, 'app.js'),
      plugins: [nodeResolve({ browser: true })],
      onLog: (level, log) => {
        if (level === 'warn') warnings.push(log.message);
      },
    });
    await bundle.write({ dir: out });
    await bundle.close();
    return warnings;
  },

  esbuild: async (app, out) => {
    const { warnings } = await esbuild.build({
      entryPoints: [join(app, 'app.js')],
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      outdir: out,
      logLevel: 'silent',
    });
    return warnings.map(({ text }) => text);
  },

  webpack: (app, out) =>
    new Promise((resolve, reject) => {
      const options = /** @type {const} */ ({
        mode: 'production',
        entry: join(app, 'app.js'),
        output: { path: out, filename: 'app.js' },
      });
      webpack(options, (error, stats) => {
        if (error) return reject(error);
        const { errors = [], warnings = [] } =
          stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
        if (errors.length > 0) return reject(new Error(errors[0]?.message));
        resolve(warnings.map(({ message }) => message));
      });
    }),
};
