import { useEffect, useReducer, useRef } from 'react';

/** A part of the kit that is loaded when it is needed first. */
export interface Chunk<T> {
  /** What has been loaded, if it has. */
  read(): T | undefined;
  /** Loads it once; after a failure the next call tries again. */
  load(): Promise<T>;
}

/** Creates a chunk out of an `import()`. */
export function createChunk<T>(importPart: () => Promise<T>): Chunk<T> {
  let value: T | undefined;
  let loading: Promise<T> | null = null;
  return {
    read: () => value,
    load() {
      loading ??= importPart().then(
        (loaded) => {
          value = loaded;
          return loaded;
        },
        (error: unknown) => {
          loading = null;
          throw error;
        },
      );
      return loading;
    },
  };
}

/** What a chunk holds, or `undefined` while it is on its way. `onFailed` is called when it could not be loaded. */
export function useChunk<T>(chunk: Chunk<T>, onFailed: () => void): T | undefined {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(onFailed);
  useEffect(() => {
    latest.current = onFailed;
  });
  useEffect(() => {
    if (chunk.read() !== undefined) return undefined;
    let isMounted = true;
    chunk.load().then(
      () => isMounted && render(),
      () => isMounted && latest.current(),
    );
    return () => {
      isMounted = false;
    };
  }, [chunk]);
  return chunk.read();
}
