export {
  renderWithChat,
  type RenderWithChatOptions,
  type RenderWithChatResult,
} from './render-with-chat.tsx';
