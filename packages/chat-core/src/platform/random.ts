/** Where the kit takes chance from. Tests give one that repeats. */
export interface RandomSource {
  /** A number from 0 up to, but not including, 1. Spreads retries; never used for secrets. */
  next(): number;
  /** A version 4 UUID, as lower-case text. */
  createUuid(): string;
}

/** The random source of the platform. */
export const systemRandom: RandomSource = {
  next: () => Math.random(),
  // Pages that are served over http from another machine have no randomUUID.
  createUuid: () => globalThis.crypto.randomUUID?.() ?? createUuidOfUrl(),
};

function createUuidOfUrl(): string {
  // The platform ends each object URL with a new one.
  const url = globalThis.URL.createObjectURL(new Blob());
  globalThis.URL.revokeObjectURL(url);
  return url.slice(-36);
}
