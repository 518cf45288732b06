/** Tells the app of errors. A handler that throws stops nothing: there is nobody left to tell. */
export function createErrorReporter(
  onError: ((error: unknown) => void) | undefined,
): (error: unknown) => void {
  return (error) => {
    try {
      onError?.(error);
    } catch {
      // What went wrong first was to be told, and that was tried.
    }
  };
}
