import { limits } from '../limits.ts';
import { badRequest, ChatServiceError, payloadTooLarge } from '../service-error.ts';
import { readObject } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { readStrictJson } from './strict-json.ts';
import type { JsonFault, StrictJson } from './strict-json.ts';

/** The whole body. Stops reading, and throws PayloadTooLarge, as soon as it passes 64 KB. */
export async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return new Uint8Array();
  // An honest length is the rule, and then there is a quicker way than chunk by chunk.
  const length = Number(headers.get('content-length') ?? Number.NaN);
  if (length <= limits.bodyBytes && headers.get('transfer-encoding') === null) {
    const body = new Uint8Array(await unlessBroken(request.arrayBuffer()));
    if (body.length <= limits.bodyBytes) return body;
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await unlessBroken(reader.read());
    if (done) break;
    size += value.length;
    if (size > limits.bodyBytes) {
      await reader.cancel();
      throw tooLarge();
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

function tooLarge(): Error {
  return payloadTooLarge(
    `The request body is larger than ${limits.bodyBytes} bytes, so nothing was done. Send less.`,
  );
}

/** A caller who goes away in the middle of his request is no failure of the service. */
export async function unlessBroken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch {
    throw badRequest('The request body broke off, so nothing was done. Send the request again.');
  }
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
  return readObject(readValue(body), 'The request body');
}

const faultTexts: Readonly<Record<JsonFault, string>> = {
  // The parser's own words would quote the body; the caller has it.
  syntax: 'is not valid JSON in UTF-8',
  depth: `is nested deeper than ${limits.bodyDepth} levels`,
  'duplicate-key': 'names a member of an object twice',
  text: 'holds a character that is not valid Unicode text',
};

function readValue(body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  const result: StrictJson =
    text === undefined ? { fault: 'syntax' } : readStrictJson(text, limits.bodyDepth);
  if ('value' in result) return result.value;
  throw badRequest(`The request body ${faultTexts[result.fault]}. Nothing was done.`);
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(body);
  } catch {
    return undefined;
  }
}
