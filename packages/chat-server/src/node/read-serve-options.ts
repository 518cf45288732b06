import { readFile } from 'node:fs/promises';
import type { ChatFaults } from '../faults/chat-faults.ts';
import { readFaultPlan } from '../faults/read-fault-plan.ts';
import { ChatServiceError } from '../service-error.ts';
import type { CliArguments } from './cli-arguments.ts';
import type { ServeOptions } from './serve-chat-service.ts';

/**
 * What a command line asks for, with the files that it names read.
 * @throws ChatServiceError `StartFailed` when a file cannot be read or used.
 */
export async function readServeOptions(asked: CliArguments): Promise<ServeOptions> {
  const { endpoint, allowedOrigins, accessKey, faultsFile, tls } = asked;
  return {
    port: asked.port,
    host: asked.host,
    storage: asked.storage,
    shareStorage: asked.shareStorage,
    rateLimits: asked.rateLimits,
    realtime: asked.realtime,
    attachments: asked.attachments,
    connectionsPerAddress: asked.connectionsPerAddress ?? Number.POSITIVE_INFINITY,
    requestsPerAddress: asked.requestsPerAddress ?? Number.POSITIVE_INFINITY,
    ...(endpoint !== undefined && { endpoint }),
    ...(allowedOrigins.length > 0 && { cors: allowedOrigins }),
    ...(accessKey !== undefined && { accessKey }),
    ...(tls === 'self-signed' && { tls }),
    ...(typeof tls === 'object' && {
      tls: {
        cert: await readText('--tls-cert', tls.certFile),
        key: await readText('--tls-key', tls.keyFile),
      },
    }),
    ...(faultsFile !== undefined && { faults: await readFaults(faultsFile) }),
  };
}

async function readText(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw startFailed(`The file ${file} of ${flag} cannot be read (${reasonOf(error)})`, error);
  }
}

async function readFaults(file: string): Promise<ChatFaults> {
  const text = await readText('--faults', file);
  try {
    return readFaultPlan(JSON.parse(text));
  } catch (error) {
    throw startFailed(`The file ${file} of --faults is no fault plan: ${reasonOf(error)}`, error);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/[.\s]+$/, '') : String(error);
}

function startFailed(problem: string, cause: unknown): ChatServiceError {
  const message = `${problem}. The service did not start.`;
  return new ChatServiceError('StartFailed', message, { cause });
}
