import type { ModelResult } from '../packages/chat-core/src/convergence/run-model.ts';
import type { Job } from '../packages/chat-core/src/convergence/worker.ts';

export declare function bundleWorker(name: string): Promise<string>;
export declare function runWorker(bundle: string, jobs: readonly Job[]): Promise<ModelResult[]>;
