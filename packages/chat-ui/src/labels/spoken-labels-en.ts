import type { SpokenLabels } from './spoken-labels.ts';

/** The English texts that are spoken. They come after the page. */
export const spokenLabelsEn: SpokenLabels = {
  arrived: (sender, text) => `${sender}: ${text}`,
  arrivedMention: (sender, text) => `${sender} mentioned you: ${text}`,
  sendingFailed: (text) => `Not sent: ${text}`,
  changeFailed: 'A change was not saved. It is kept on its message.',
  messageDeleted: (sender) =>
    sender === undefined ? 'Message deleted' : `${sender} deleted a message`,
  sendingFailedIn: (topic) => `A message in “${topic}” was not sent. It is kept there.`,
  changeFailedIn: (topic) => `A change in “${topic}” was not saved. It is kept there.`,
};
