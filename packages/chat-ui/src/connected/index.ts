export { ChatApp, type ChatAppProps } from './ChatApp.tsx';
export { ChatThread, type ChatThreadHandle, type ChatThreadProps } from './ChatThread.tsx';
export { ChatThreadList, type ChatThreadListProps } from './ChatThreadList.tsx';
