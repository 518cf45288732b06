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
