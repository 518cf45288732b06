import { mutants } from './mutants.ts';
import { playRegressions } from './regressions.ts';
import { runModel, type ModelResult, type ModelRun } from './run-model.ts';
import { installSwiftPlatform } from './swift-platform.ts';

/** What a process of the model test does: plays the stored stories, or random ones, perhaps with the mutant of this name. */
export type Job =
  | { readonly stored: true }
  | (Omit<ModelRun, 'engine'> & { readonly mutant?: string });

/*
 * A process of the model test. It takes its jobs as JSON, one in each argument, and writes a line of JSON for each result.
 */
installSwiftPlatform();
for (const argument of process.argv.slice(2)) {
  // The script that starts the process wrote the argument.
  const result = await doJob(JSON.parse(argument) as Job);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function doJob(job: Job): Promise<ModelResult> {
  if ('stored' in job) return playRegressions();
  const { mutant: name, ...run } = job;
  if (name === undefined) return runModel(run);
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`There is no mutant that ${name}.`);
  return runModel({ ...run, engine: mutant.engine });
}
