/** What a connected chat needs now and then: one file, loaded with the first of them. Nothing in it reads the session by itself. */
export { PeopleDialog } from '../people/PeopleDialog.tsx';
export { PeoplePanel } from '../people/PeoplePanel.tsx';
export { EndNotice } from '../thread-notice/EndNotice.tsx';
export { WritingNotice } from '../thread-notice/WritingNotice.tsx';
export { JumpNotice } from './JumpNotice.tsx';
