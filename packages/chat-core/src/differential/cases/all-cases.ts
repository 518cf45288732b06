import type { DifferentialCase } from '../differential-case.ts';
import { badInputCases } from './bad-input.cases.ts';
import { changeMessageCases } from './change-message.cases.ts';
import { createThreadCases } from './create-thread.cases.ts';
import { errorsCases } from './errors.cases.ts';
import { listsCases } from './lists.cases.ts';
import { getMessageCases } from './messages.cases.ts';
import { optionsCases } from './options.cases.ts';
import { pagingCases } from './paging.cases.ts';
import { participantsCases } from './participants.cases.ts';
import { policiesCases } from './policies.cases.ts';
import { receiptsAndTypingCases } from './receipts-and-typing.cases.ts';
import { retriesCases } from './retries.cases.ts';
import { sendMessageCases } from './send-message.cases.ts';
import { threadPropertiesCases } from './thread-properties.cases.ts';
import { tokensAndTimeCases } from './tokens-and-time.cases.ts';

/** Every case that has a name, by what it is about. */
export const casesByTopic: Readonly<Record<string, readonly DifferentialCase[]>> = {
  'creating a thread': createThreadCases,
  'reading, changing and deleting a thread': threadPropertiesCases,
  'sending a message': sendMessageCases,
  'reading a message': getMessageCases,
  'changing and deleting a message': changeMessageCases,
  'people of a thread': participantsCases,
  'receipts and typing': receiptsAndTypingCases,
  lists: listsCases,
  paging: pagingCases,
  errors: errorsCases,
  retries: retriesCases,
  options: optionsCases,
  policies: policiesCases,
  'bad input': badInputCases,
  'addresses, tokens and time': tokensAndTimeCases,
};
