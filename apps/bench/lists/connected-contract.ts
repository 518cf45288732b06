/** A thread on a server, and who looks at it. */
export interface ConnectedPlan {
  readonly endpoint: string;
  readonly userId: string;
  readonly token: string;
  readonly threadId: string;
  /** Messages that are loaded before anything is measured. */
  readonly loaded: number;
}

/** What a page has come to show. */
export type Sight =
  | { readonly kind: 'text'; readonly text: string }
  /** The message with this text shows who has read up to it. */
  | { readonly kind: 'readers'; readonly text: string }
  | { readonly kind: 'typing'; readonly name: string };

/** What one key press cost. Milliseconds since the browser heard of the key. */
export interface KeyReading {
  /** Until the browser was done with the frame that shows the letter: style, layout and paint included. */
  readonly toPaint: number;
  /** The part of it in which the page waited for that frame to begin. */
  readonly wait: number;
}

/** What the script of the page offers to the driver, as `globalThis.connectedPage`. */
export interface ConnectedPage {
  /** Shows the thread with as many messages as the plan says; resolves when it is live and nothing moves. */
  open(plan: ConnectedPlan): Promise<number>;
  /** Starts to look for something; `untilSeen` resolves two frames after it was there. */
  expectSight(sight: Sight): void;
  untilSeen(): Promise<void>;
  loadedCount(): number;
  gap(): number;
  takeRenders(): readonly (readonly [string, number])[];
}
