/** The parts of a browser's keyboard event that tell whose key it is. */
export interface InputMethodKey {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** The parts of React's keyboard event that tell whose key it is. */
export interface InputMethodKeyEvent {
  readonly timeStamp: number;
  readonly nativeEvent: InputMethodKey;
}

/** Whether an input method works with a key. 229 is the code of every key that it has taken; some set only that. */
export function isOfInputMethod({ isComposing, keyCode }: InputMethodKey): boolean {
  return isComposing || keyCode === 229;
}

/**
 * Whose a key is. `composing`: an input method works with it, so leave it alone. `echo`: the browser repeats a key that
 * an input method has just used up, so it must do nothing. `user`: it was meant for the field.
 */
export type KeyOwner = 'composing' | 'echo' | 'user';

/** Tells keys for an input method from keys for the field. One for each field. */
export interface CompositionGuard {
  /** Call it at each `compositionend`. */
  end(event: { readonly timeStamp: number }): void;
  /** Call it once for each press of a key that would do something. */
  ownerOf(event: InputMethodKeyEvent): KeyOwner;
}

/** Safari sends the key that ended a composition once more, right after `compositionend` and without any mark. */
const echoMs = 50;

/**
 * Guards Enter, Escape and the arrow keys of a field while a Chinese, Japanese or Korean word is being composed. It keeps
 * no state that a lost `compositionend` could leave behind.
 */
export function createCompositionGuard(): CompositionGuard {
  let endedAt = Number.NEGATIVE_INFINITY;
  return {
    end(event) {
      endedAt = event.timeStamp;
    },
    ownerOf({ nativeEvent, timeStamp }) {
      if (isOfInputMethod(nativeEvent)) return 'composing';
      const isEcho = timeStamp - endedAt < echoMs;
      endedAt = Number.NEGATIVE_INFINITY;
      return isEcho ? 'echo' : 'user';
    },
  };
}
