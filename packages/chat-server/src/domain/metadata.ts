import type { ChatBehaviours } from '../behaviours.ts';
import { badRequest } from '../service-error.ts';
import type { StringRecord } from '../storage/rows.ts';

const encoder = new TextEncoder();

/** UTF-8 bytes of all keys and values. */
function metadataBytes(metadata: Readonly<Record<string, string | null>>): number {
  return Object.entries(metadata).reduce(
    (sum, [key, text]) => sum + encoder.encode(key).length + encoder.encode(text ?? '').length,
    0,
  );
}

/** @throws BadRequest when metadata is over its limit. */
export function assertMetadataFits(
  metadata: Readonly<Record<string, string | null>>,
  maxBytes: number,
  maxKeys: number = Infinity,
): void {
  const keys = Object.keys(metadata).length;
  if (keys > maxKeys) {
    throw badRequest(
      `"metadata" has ${keys} keys and the limit is ${maxKeys}. Nothing was done; store less there.`,
    );
  }
  const bytes = metadataBytes(metadata);
  if (bytes > maxBytes) {
    throw badRequest(
      `"metadata" has ${bytes} bytes and the limit is ${maxBytes}. Nothing was done; store less there.`,
    );
  }
}

/**
 * Metadata after a PATCH, by the behaviour that the service is set to.
 * @throws BadRequest when the result is over the limit.
 */
export function patchMetadata(
  { metadataPatch }: ChatBehaviours,
  before: StringRecord,
  patch: Readonly<Record<string, string | null>> | undefined,
  maxBytes: number,
  maxKeys?: number,
): StringRecord {
  if (patch === undefined) return before;
  return mergeMetadata(metadataPatch === 'merge' ? before : {}, patch, maxBytes, maxKeys);
}

/**
 * Metadata after a merge patch: given keys replace, `null` removes, the others stay.
 */
function mergeMetadata(
  before: StringRecord,
  patch: Readonly<Record<string, string | null>>,
  maxBytes: number,
  maxKeys?: number,
): StringRecord {
  const merged = new Map<string, string | null>([
    ...Object.entries(before),
    ...Object.entries(patch),
  ]);
  const kept = [...merged].filter((entry): entry is [string, string] => entry[1] !== null);
  const metadata = Object.fromEntries(kept);
  assertMetadataFits(metadata, maxBytes, maxKeys);
  return metadata;
}
