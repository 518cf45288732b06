import { hasContent, type MessageLength } from './message-length.ts';

/** Why pressing Send would send nothing. `loading`: it is not known yet whether there is a draft. */
export type SendBlock = 'disabled' | 'loading' | 'too-long' | 'empty';

/** What the owner of a composer says about sending. */
export interface SendConditions {
  readonly isDisabled?: boolean | undefined;
  readonly isLoading?: boolean | undefined;
  readonly canSendEmpty?: boolean | undefined;
}

/** What stands in the field. */
export interface WrittenText {
  readonly text: string;
  readonly length: MessageLength;
  readonly isEditing: boolean;
}

/** Why a text cannot be sent; `undefined` when it can. */
export function sendBlockOf(given: SendConditions, written: WrittenText): SendBlock | undefined {
  if (given.isDisabled === true) return 'disabled';
  if (given.isLoading === true) return 'loading';
  if (written.length.charactersOver > 0) return 'too-long';
  const mayBeEmpty = given.canSendEmpty === true && !written.isEditing;
  return mayBeEmpty || hasContent(written.text) ? undefined : 'empty';
}
