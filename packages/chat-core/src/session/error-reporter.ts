/**
 * Tells the app of errors. A handler that throws stops nothing: `reportError` hears of it, or nobody does.
 */
export function createErrorReporter(
  onError: ((error: unknown) => void) | undefined,
  reportError?: (error: unknown) => void,
): (error: unknown) => void {
  return (error) => {
    try {
      onError?.(error);
    } catch (failure) {
      reportError?.(failure);
    }
  };
}

/** Those who hear of errors that no promise carries. */
export interface ErrorListeners {
  /** Tells all of them. One that throws keeps nothing from the others, and nobody hears of that. */
  report(error: unknown): void;
  /** Returns how to end it. */
  add(listener: (error: unknown) => void): () => void;
}

/** Creates {@link ErrorListeners}, with a first one. */
export function createErrorListeners(first?: (error: unknown) => void): ErrorListeners {
  const reporters = new Set([createErrorReporter(first)]);
  return {
    report: (error) => [...reporters].forEach((report) => report(error)),
    add(listener) {
      const report = createErrorReporter(listener);
      reporters.add(report);
      return () => reporters.delete(report);
    },
  };
}
