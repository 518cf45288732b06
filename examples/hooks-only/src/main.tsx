import './style.css';
import { ChatProvider } from '@confab/chat-react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { account, findPerson } from './account.ts';

const root = document.body.appendChild(document.createElement('div'));
createRoot(root).render(
  <StrictMode>
    <ChatProvider {...account} resolveUser={findPerson}>
      <App />
    </ChatProvider>
  </StrictMode>,
);
