/**
 * What is needed now and then: one file, loaded with the first of them. Small files of their own would make every page load more, and so
 * would anything that `index.ts` exports. The library behind what floats comes with it.
 */
export { cycleRegions } from '../a11y/cycle-regions.ts';
export { AttachmentDesk } from '../attachments/AttachmentDesk.tsx';
export { AttachmentContent } from '../message/AttachmentContent.tsx';
export { WritingTools } from '../composer-tools/WritingTools.tsx';
export { ComposerEmoji } from '../emoji/ComposerEmoji.tsx';
export { markMentions } from '../mentions/mark-mentions.ts';
export { moveWrittenMentions } from '../mentions/move-mentions.ts';
export { MessageToolbox } from '../message/MessageToolbox.tsx';
export { ConfirmQuestion } from '../overlay/ConfirmQuestion.tsx';
export { QuoteContent } from '../reply/QuoteContent.tsx';
export { ThreadActions } from '../thread-actions/ThreadActions.tsx';
export { ThreadQuestion } from '../thread-actions/ThreadQuestion.tsx';
export { TopicForm } from '../thread-actions/TopicForm.tsx';
export { DialogSurface } from '../overlay/DialogSurface.tsx';
export { EmojiSurface } from '../overlay/EmojiSurface.tsx';
export { MenuSurface } from '../overlay/MenuSurface.tsx';
export { PopoverSurface } from '../overlay/PopoverSurface.tsx';
