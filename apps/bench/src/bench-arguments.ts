import { parseArgs } from 'node:util';

/** What `npm run bench` was asked for. */
export interface BenchArguments {
  /** Measure the rows whose name contains this. */
  readonly wanted: string;
  /** Put the figures where documents cite them. */
  readonly isPublished: boolean;
  /** Built `confab-server` to measure instead of the one in this repository: for a comparison of two versions. */
  readonly serverScript: string | undefined;
  /** Fewer rounds where a row allows it: for developing. */
  readonly isQuick: boolean;
}

/**
 * Reads the command line: words are a part of a row's name.
 * @throws {TypeError} For an unknown option.
 */
export function parseBenchArguments(argv: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      server: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  return {
    wanted: positionals.join(' '),
    isPublished: values.write,
    serverScript: values.server,
    isQuick: values.quick,
  };
}
