import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { useState, version, type ReactNode } from 'react';
import { version as domVersion } from 'react-dom';
import { expect, test } from 'vitest';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { createChatScene } from './test-support/chat-scene.tsx';
import { useThreads } from './use-threads.ts';

const asked = process.env.CONFAB_REACT ?? '19';

test(`these tests, and all libraries under them, run on one React ${asked}`, async () => {
  expect(version.split('.')[0]).toBe(asked);
  expect(domVersion).toBe(version);
  const store = createStore(() => 'zustand');
  function Uses(): ReactNode {
    const [own] = useState('react');
    const stored = useStore(store);
    const { data } = useQuery({ queryKey: ['version'], queryFn: () => Promise.resolve('query') });
    const { threadIds } = useThreads();
    return `${own} ${stored} ${data} ${threadIds.length}`;
  }
  const scene = await createChatScene();
  scene.renderAsAda(<Uses />);
  expect(await screen.findByText('react zustand query 1')).toBeDefined();
  await scene.end();
});
