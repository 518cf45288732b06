import fc from 'fast-check';

/**
 * What the network does to one request. `lost`: it never arrives. `answer-lost`: it takes effect, and nobody is told. `unavailable`: 503
 * instead of it; `unavailable-after`: 503 although it took effect. `truncated`: it takes effect, and its answer breaks off. `stalled`: it
 * arrives after so many seconds. `answer-late`: it takes effect at once, and its answer, which may be out of date by then, comes after so
 * many seconds. `event-lost` and `event-doubled`: the request goes well, the next event does not.
 */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'answer-lost' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unavailable-after' }
  | { readonly kind: 'throttled'; readonly retryAfter?: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'stalled' | 'answer-late'; readonly seconds: number }
  | { readonly kind: 'event-lost' }
  | { readonly kind: 'event-doubled' };

/** Requests take one entry each. An empty tape means that all goes well, so shrinking it takes faults away. */
export const faultTape: fc.Arbitrary<Fault[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Fault>({ kind: 'none' }) },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.constantFrom<Fault>(
          { kind: 'lost' },
          { kind: 'answer-lost' },
          { kind: 'unavailable' },
          { kind: 'unavailable-after' },
          { kind: 'throttled' },
          { kind: 'throttled', retryAfter: '7' },
          { kind: 'unauthorized' },
          { kind: 'truncated' },
          { kind: 'event-lost' },
          { kind: 'event-doubled' },
        ),
        fc.constantFrom(5, 20, 40).map((seconds): Fault => ({ kind: 'stalled', seconds })),
        fc.constantFrom(2, 5, 12).map((seconds): Fault => ({ kind: 'answer-late', seconds })),
      ),
    },
  ),
  { maxLength: 40, size: 'max' },
);
