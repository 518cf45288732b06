import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { ChatUiProvider, type ChatUiProviderProps } from '../root/ChatUiProvider.tsx';
import { sampleNow } from './sample-messages.ts';

const now = (): number => sampleNow;

/** Renders inside a provider with British dates, UTC and a clock that stands still. */
export function renderInProvider(ui: ReactElement, props: ChatUiProviderProps = {}): RenderResult {
  return render(ui, {
    wrapper: ({ children }) => (
      <ChatUiProvider locale="en-GB" timeZone="UTC" now={now} {...props}>
        {children}
      </ChatUiProvider>
    ),
  });
}
