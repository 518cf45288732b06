/** What a list loads once it is shown: nothing of it is needed before somebody scrolls or selects. */
export { FloatingDay } from './FloatingDay.tsx';
export { listenToSelection } from './listen-to-selection.ts';
