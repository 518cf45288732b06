/** What a figure has to keep. */
export interface Budget {
  /** The most that the ratio to the baseline may be. */
  readonly ratioAtMost?: number;
  /** The least that the ratio to the baseline may be. */
  readonly ratioAtLeast?: number;
  /** The most that the judged value may be, in the figure's unit. */
  readonly valueAtMost?: number;
}

/** What a budget judges. */
export interface Judged {
  /** The judged value divided by the baseline's. */
  readonly ratio: number;
  /** The judged value, in the figure's unit. */
  readonly value: number;
}

/** Whether a figure keeps its budget. One that could not be measured (NaN) keeps none. */
export function keepsBudget(budget: Budget, { ratio, value }: Judged): boolean {
  const { ratioAtMost, ratioAtLeast, valueAtMost } = budget;
  return (
    (ratioAtMost === undefined || ratio <= ratioAtMost) &&
    (ratioAtLeast === undefined || ratio >= ratioAtLeast) &&
    (valueAtMost === undefined || value <= valueAtMost)
  );
}

/** What a table says about a budget and what became of it; nothing when there is none. */
export function describeVerdict(budget?: Budget, isKept?: boolean): string {
  if (budget === undefined) return '';
  const { ratioAtMost, ratioAtLeast, valueAtMost } = budget;
  const bounds = [
    ...(ratioAtMost === undefined ? [] : [`× ≤ ${ratioAtMost}`]),
    ...(ratioAtLeast === undefined ? [] : [`× ≥ ${ratioAtLeast}`]),
    ...(valueAtMost === undefined ? [] : [`≤ ${valueAtMost}`]),
  ];
  return `${bounds.join(', ')}: ${isKept === true ? 'kept' : 'MISSED'}`;
}
