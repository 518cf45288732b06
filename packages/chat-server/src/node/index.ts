export { backUpDataFolder } from './back-up.ts';
export { openLibsqlStorage } from './libsql-storage.ts';
export { serveChatService } from './serve-chat-service.ts';
export type { ServedChatService, ServeOptions } from './serve-chat-service.ts';
export type { ServerBounds } from './http-server.ts';
export type { ServerCertificate } from './server-certificate.ts';
