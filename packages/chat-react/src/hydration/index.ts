export { ChatHydration, type ChatHydrationProps } from './ChatHydration.tsx';
export {
  dehydrateChat,
  hydrateChat,
  type DehydrateOptions,
  type DehydratedChat,
  type DehydratedThread,
} from './dehydrate-chat.ts';
