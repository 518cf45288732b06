/** The part of an event that lets one handler turn the next one off. */
interface PreventableEvent {
  readonly defaultPrevented: boolean;
}

/**
 * One handler out of two: the user's runs first, and the built-in one only if the user's has not called
 * `preventDefault()`.
 */
export function composeHandlers<E extends PreventableEvent>(
  user: ((event: E) => void) | undefined,
  builtIn: (event: E) => void,
): (event: E) => void {
  return (event) => {
    user?.(event);
    if (!event.defaultPrevented) builtIn(event);
  };
}
