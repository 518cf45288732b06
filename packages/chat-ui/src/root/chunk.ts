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

/**
 * What a chunk holds, or `undefined` while it is on its way. `onFailed` is called when it could not be loaded; what it is given tries again,
 * as long as the component is there. `null`: nothing is needed yet.
 */
export function useChunk<T>(
  chunk: Chunk<T> | null,
  onFailed?: (retry: () => void) => void,
): T | undefined {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(onFailed);
  useEffect(() => {
    latest.current = onFailed;
  });
  useEffect(() => {
    if (chunk === null) return undefined;
    let isMounted = true;
    const load = (): void => {
      if (!isMounted || chunk.read() !== undefined) return;
      chunk.load().then(
        () => isMounted && render(),
        () => isMounted && latest.current?.(load),
      );
    };
    load();
    return () => {
      isMounted = false;
    };
  }, [chunk]);
  return chunk?.read();
}
