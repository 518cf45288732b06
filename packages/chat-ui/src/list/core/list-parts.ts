import { chooseAnchor, type ChooseAnchor } from './anchor.ts';
import { settleByDifference, type Settle } from './settle.ts';

/** The two decisions that keep a reader's place. Tests replace them to prove that they matter. */
export interface ListParts {
  readonly chooseAnchor: ChooseAnchor;
  readonly settle: Settle;
}

/** The decisions of the shipped list. */
export const defaultListParts: ListParts = { chooseAnchor, settle: settleByDifference };
