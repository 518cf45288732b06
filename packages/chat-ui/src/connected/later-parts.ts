/**
 * What a connected chat needs now and then: one file, loaded with the first of them. Nothing in it reads the session by itself: bundlers would
 * put the hooks into a file of their own then, and every page would load more.
 */
export { PeopleDialog } from '../people/PeopleDialog.tsx';
export { PeoplePanel } from '../people/PeoplePanel.tsx';
export { SearchPanel } from '../search/SearchPanel.tsx';
export { EndNotice } from '../thread-notice/EndNotice.tsx';
export { WritingNotice } from '../thread-notice/WritingNotice.tsx';
export { JumpNotice } from './JumpNotice.tsx';
