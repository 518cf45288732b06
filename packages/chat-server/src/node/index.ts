export { openLibsqlStorage } from './libsql-storage.ts';
export { serveChatService } from './serve-chat-service.ts';
export type { ServedChatService, ServeOptions } from './serve-chat-service.ts';
