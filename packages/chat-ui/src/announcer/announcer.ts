/** Says things to people who use a screen reader. Its functions never change. */
export interface Announcer {
  /** Says a sentence when the screen reader has a pause. */
  say(text: string): void;
  /** Says a sentence at once. For what has failed and needs the user. */
  alert(text: string): void;
  /** A message of somebody else has arrived at the live end. Each id is said once; several at a time become their number. */
  arrived(id: string, text: string): void;
}

/** What the two live regions hold. `id` tells two equal sentences apart. */
export interface Utterance {
  readonly id: number;
  readonly text: string;
}

/** The texts of the two regions, as the region component reads them. */
export interface AnnouncerState {
  readonly polite: Utterance | null;
  readonly assertive: Utterance | null;
}

/** An announcer together with what its regions read. */
export interface AnnouncerStore extends Announcer {
  getState(): AnnouncerState;
  subscribe(listener: () => void): () => void;
  /** Stops its timers. It can be used again after that. */
  stop(): void;
}

/** Settings of {@link createAnnouncer}. */
export interface AnnouncerOptions {
  /** The sentence for several messages that have arrived within a second. */
  readonly summarise: (count: number) => string;
  /** Present time in ms. */
  readonly now?: () => number;
  /** Runs `callback` after so many ms; returns what takes it back. */
  readonly startTimer?: (callback: () => void, ms: number) => () => void;
}

/** At most one polite utterance in this time: more than that is noise, and cuts off the one before. */
const pauseMs = 1000;
/** After this time a sentence is taken away, so that nobody meets it while browsing the page. */
const keepMs = 7000;
/** Longer sentences are cut: a live region cannot be paused. */
const maximumLength = 200;
/** Ids that are remembered, so that a message which is delivered twice is said once. */
const rememberedIds = 500;

const nothing: AnnouncerState = { polite: null, assertive: null };

/** Creates an announcer that keeps silent until something is said. */
export function createAnnouncer(options: AnnouncerOptions): AnnouncerStore {
  const { summarise, now = () => performance.now(), startTimer = startTimeout } = options;
  const listeners = new Set<() => void>();
  const said = new Set<string>();
  let state = nothing;
  let lastId = 0;
  let lastPoliteAt = Number.NEGATIVE_INFINITY;
  let sentences: string[] = [];
  let arrivals: string[] = [];
  let stopFlush: (() => void) | null = null;
  let stopClear: (() => void) | null = null;

  function write(change: Partial<AnnouncerState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function utter(text: string): Utterance {
    lastId += 1;
    stopClear?.();
    stopClear = startTimer(() => write(nothing), keepMs);
    return { id: lastId, text };
  }

  function flush(): void {
    stopFlush = null;
    const texts = [...sentences];
    if (arrivals.length > 1) texts.push(summarise(arrivals.length));
    else texts.push(...arrivals);
    sentences = [];
    arrivals = [];
    lastPoliteAt = now();
    write({ polite: utter(texts.join(' ')) });
  }

  function flushSoon(): void {
    // Even the first waits for the end of this task: a batch brings many messages at once.
    stopFlush ??= startTimer(flush, Math.max(0, lastPoliteAt + pauseMs - now()));
  }

  return {
    say(text) {
      if (text.trim() === '' || sentences.includes(text)) return;
      sentences.push(shorten(text));
      flushSoon();
    },
    alert(text) {
      if (text.trim() !== '') write({ assertive: utter(shorten(text)) });
    },
    arrived(id, text) {
      if (said.has(id)) return;
      said.add(id);
      if (said.size > rememberedIds) forgetOldest(said);
      arrivals.push(shorten(text));
      flushSoon();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop() {
      stopFlush?.();
      stopClear?.();
      stopFlush = null;
      stopClear = null;
      sentences = [];
      arrivals = [];
      state = nothing;
    },
  };
}

function forgetOldest(ids: Set<string>): void {
  for (const id of ids) {
    ids.delete(id);
    return;
  }
}

function shorten(text: string): string {
  // One character more than is kept, each at most two units long: whether there is more without reading all of it.
  const points = Array.from(text.slice(0, maximumLength * 2 + 2));
  return points.length <= maximumLength ? text : `${points.slice(0, maximumLength).join('')}…`;
}

function startTimeout(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
