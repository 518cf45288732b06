/** A promise that somebody else settles. A rejection that nobody awaits is not reported as unhandled. */
export interface Gate<T> {
  readonly promise: Promise<T>;
  /** What it was opened with. */
  readonly value: T | undefined;
  open(value: T): void;
  fail(error: unknown): void;
}

export function createGate<T>(): Gate<T> {
  let open!: (value: T) => void;
  let fail!: (error: unknown) => void;
  let opened: T | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  promise.catch(() => {});
  return {
    promise,
    get value() {
      return opened;
    },
    open(value) {
      opened ??= value;
      open(value);
    },
    fail,
  };
}
