import type { ChatSession } from '@confab/chat-core/session';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { lazy, Suspense, type ReactNode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatProvider } from '../ChatProvider.tsx';
import { createChatStore } from '../chat-store.ts';
import { createChatScene, type ChatScene } from '../test-support/chat-scene.tsx';
import { MeasuredList } from '../test-support/measured-list.tsx';
import { useSuspenseMessages } from '../use-suspense-messages.ts';
import { useThreads } from '../use-threads.ts';
import { ChatHydration } from './ChatHydration.tsx';
import { dehydrateChat, hydrateChat, type DehydratedChat } from './dehydrate-chat.ts';

let scene: ChatScene;
let root: Root | undefined;
/** What a server has rendered for Ada, and what it had loaded for that. */
let html: string;
let dehydrated: DehydratedChat;

beforeEach(async () => {
  scene = await createChatScene(['From before']);
  // The server has a session of its own for the request.
  const server = await scene.signIn('Ada');
  createChatStore(server);
  await server.loadThreads();
  await server.loadMessages(scene.threadId);
  await server.loadParticipants(scene.threadId);
  dehydrated = JSON.parse(JSON.stringify(dehydrateChat(server)));
  await server.dispose();
});

afterEach(async () => {
  act(() => root?.unmount());
  root = undefined;
  document.body.replaceChildren();
  cleanup();
  vi.restoreAllMocks();
  await scene.end();
});

function Page(): ReactNode {
  const { threadIds } = useThreads();
  return (
    <main>
      <h1>{threadIds.length} threads</h1>
      <MeasuredList threadId={scene.threadId} />
    </main>
  );
}

/** Puts the page on screen as it came from the server, and hydrates it. */
function hydrate(page: ReactNode): { readonly problems: readonly string[] } {
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = html;
  const problems: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((...args) => problems.push(args.join(' ')));
  act(() => {
    root = hydrateRoot(container, page, {
      onRecoverableError: (error) => problems.push(String(error)),
    });
  });
  return { problems };
}

const withChat = (page: ReactNode): ReactNode => (
  <ChatProvider session={scene.ada}>
    <ChatHydration state={dehydrated}>{page}</ChatHydration>
  </ChatProvider>
);

test('a page that is rendered with what the server knew shows the messages', async () => {
  html = renderToString(withChat(<Page />));
  expect(html).toContain('From before');
  expect(html).toContain('1<!-- --> threads');
});

test('the page takes over what the server has rendered, without drawing it anew, and goes on live', async () => {
  html = renderToString(withChat(<Page />));
  const { problems } = hydrate(withChat(<Page />));
  const row = screen.getByText('From before');
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
  await act(() => scene.grace.send(scene.threadId, { content: 'Live' }).settled);
  await screen.findByText('Live');
  expect(screen.getByText('From before')).toBe(row);
  expect(problems).toEqual([]);
});

test('a message that comes before a suspended part is hydrated does not tear it', async () => {
  let arrive: (module: { readonly default: () => ReactNode }) => void = () => {};
  const parts = { Late: Page };
  const page = (): ReactNode =>
    withChat(
      <Suspense fallback={<p>Wait</p>}>
        <parts.Late />
      </Suspense>,
    );
  html = renderToString(page());
  expect(html).toContain('From before');
  // In the browser the code of that part is still on its way.
  const code = new Promise<{ readonly default: () => ReactNode }>((resolve) => {
    arrive = resolve;
  });
  Object.assign(parts, { Late: lazy(() => code) });
  const { problems } = hydrate(page());
  await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
  const settled = scene.grace.send(scene.threadId, { content: 'Meanwhile' }).settled;
  await act(() => settled);
  await waitFor(() =>
    expect(
      createChatStore(scene.ada).getState().threads.get(scene.threadId)?.messageKeys,
    ).toHaveLength(4),
  );
  const row = screen.getByText('From before');
  expect(screen.queryByText('Meanwhile')).toBeNull();
  await act(async () => arrive({ default: Page }));
  await screen.findByText('Meanwhile');
  expect(screen.getByText('From before')).toBe(row);
  expect(problems).toEqual([]);
});

test('hydrated messages do not make a component wait', async () => {
  function Suspending(): ReactNode {
    const { messageKeys } = useSuspenseMessages(scene.threadId);
    return <p>{messageKeys.length} messages</p>;
  }
  html = renderToString(
    withChat(
      <Suspense fallback={<p>Wait</p>}>
        <Suspending />
      </Suspense>,
    ),
  );
  expect(html).toContain('3<!-- --> messages');
});

test('what the server knew is read anew, in one request', async () => {
  html = renderToString(withChat(<Page />));
  await scene.grace.send(scene.threadId, { content: 'Since then' }).settled;
  hydrate(withChat(<Page />));
  expect(screen.queryByText('Since then')).toBeNull();
  await screen.findByText('Since then');
});

test('paging goes on above what the server knew', async () => {
  const many = await createChatScene(Array.from({ length: 70 }, (_, index) => `Message ${index}`));
  const server = await many.signIn('Ada');
  createChatStore(server);
  await server.loadMessages(many.threadId);
  const data = dehydrateChat(server, { maxMessages: 20 });
  hydrateChat(many.ada, data);
  many.renderAsAda(<MeasuredList threadId={many.threadId} pageSize={20} />);
  expect(screen.getByText('20 messages')).toBeDefined();
  act(() => screen.getByRole('button', { name: 'Older' }).click());
  await screen.findByText('40 messages');
  expect(screen.getByText('Message 69')).toBeDefined();
  cleanup();
  await many.end();
});

test('data of another user, or of another version, are refused, and nothing of them is shown', () => {
  expect(() => hydrateChat(scene.grace, dehydrated)).toThrow(
    'Render the page for the user who is signed in.',
  );
  const other = JSON.parse(JSON.stringify({ ...dehydrated, version: 2 }));
  expect(() => hydrateChat(scene.ada, other)).toThrow('Use the same version');
  expect(createChatStore(scene.ada).getState().threadIds).toEqual([]);
});

test('what the session has loaded itself is not replaced by older data', async () => {
  createChatStore(scene.ada);
  await scene.grace.send(scene.threadId, { content: 'Newer' }).settled;
  await scene.ada.loadMessages(scene.threadId);
  hydrateChat(scene.ada, dehydrated);
  expect(
    createChatStore(scene.ada).getState().threads.get(scene.threadId)?.messageKeys,
  ).toHaveLength(4);
});

test('another user who signs in on a hydrated page begins with nothing of it', async () => {
  const page = (session: ChatSession): ReactNode => (
    <ChatProvider session={session}>
      <ChatHydration state={dehydrated}>
        <Page />
      </ChatHydration>
    </ChatProvider>
  );
  const linus = await scene.signIn('Linus');
  const { rerender } = render(page(scene.ada));
  expect(screen.getByText('From before')).toBeDefined();
  rerender(page(linus));
  expect(await screen.findByText('0 threads')).toBeDefined();
  expect(screen.queryByText('From before')).toBeNull();
});
