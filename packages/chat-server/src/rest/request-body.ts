import { limits } from '../limits.ts';
import { badRequest, ChatServiceError, payloadTooLarge } from '../service-error.ts';
import { readObject } from './fields.ts';
import type { JsonObject } from './fields.ts';

/** The whole body. Stops reading, and throws PayloadTooLarge, as soon as it passes 64 KB. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limits.bodyBytes) {
      await reader.cancel();
      throw payloadTooLarge(
        `The request body is larger than ${limits.bodyBytes} bytes, so nothing was done. Send less.`,
      );
    }
    chunks.push(value);
  }
  const body = new Uint8Array(size);
  let position = 0;
  for (const chunk of chunks) {
    body.set(chunk, position);
    position += chunk.length;
  }
  return body;
}

/** The body as a JSON object; an empty body is an empty object. */
export function parseBody(body: Uint8Array, contentType: string | null): JsonObject {
  if (body.length === 0) return {};
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json' && mediaType !== 'application/merge-patch+json') {
    throw new ChatServiceError(
      'UnsupportedMediaType',
      'The request body is not announced as JSON, so nothing was done. Send the header "Content-Type: application/json".',
    );
  }
  const value = parseJson(body);
  if (depthOf(value) > limits.bodyDepth) {
    throw badRequest(
      `The request body is nested deeper than ${limits.bodyDepth} levels. Nothing was done.`,
    );
  }
  return readObject(value, 'The request body');
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // The parser's own words would quote the body; the caller has it.
    throw badRequest('The request body is not valid JSON in UTF-8. Nothing was done.');
  }
}

function depthOf(value: unknown): number {
  let level = [value];
  let depth = 0;
  // Level by level instead of recursively: a hostile body must not use up the stack.
  while (level.length > 0) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    depth += 1;
  }
  return depth - 1;
}
