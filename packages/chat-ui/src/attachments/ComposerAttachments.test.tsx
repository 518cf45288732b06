import '@testing-library/jest-dom/vitest';
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { laterChunk } from '../later/later-chunk.ts';
import { ChatUiProvider } from '../root/ChatUiProvider.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { ComposerAttachments } from './ComposerAttachments.tsx';
import type { PendingAttachment } from './pending-attachment.ts';
import type { AttachedFiles, ThreadUploads } from './thread-uploads.ts';

// The code of the tray is loaded with the first of its files.
beforeAll(() => laterChunk.load());
afterEach(cleanup);

/** Uploads that go only as far as a test says. */
function createUploads(): ThreadUploads & {
  set(id: string, change: Partial<PendingAttachment>): void;
  readonly sent: readonly unknown[];
} {
  const sent: unknown[] = [];
  let list: readonly PendingAttachment[] = [];
  const listeners = new Set<() => void>();
  const write = (next: readonly PendingAttachment[]): void => {
    list = next;
    for (const listener of listeners) listener();
  };
  return {
    list: () => list,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(_threadId, file, { name }) {
      if (name === 'full.txt') throw new Error('There is no room for this file.');
      const facts = { id: name, name, mime: file.type, bytes: file.size };
      write([...list, { ...facts, state: 'uploading', progress: 0 }]);
    },
    cancel: (id) => write(list.filter((one) => one.id !== id)),
    retry: (id) => write(list.map((one) => (one.id === id ? { ...one, state: 'uploading' } : one))),
    blobOf: () => undefined,
    send: (_threadId, { content }, ids) => void sent.push([content, ids]),
    sent,
    set: (id, change) => write(list.map((one) => (one.id === id ? { ...one, ...change } : one))),
  };
}

const file = (name: string, content = 'x'): File =>
  new File([content], name, { type: 'text/plain' });
const rules = { maxBytes: 1000, maxCount: 2 };

function show(files: readonly File[]) {
  const uploads = createUploads();
  const told: AttachedFiles[] = [];
  const onChange = (next: AttachedFiles): void => void told.push(next);
  const load = async (): Promise<ThreadUploads> => uploads;
  const ui = (given: readonly File[]) => (
    <ComposerAttachments threadId="t" load={load} files={given} rules={rules} onChange={onChange} />
  );
  const { rerender } = renderInProvider(ui(files));
  return {
    uploads,
    attached: () => told.at(-1),
    names: () => uploads.list('t').map(({ name }) => name),
    give: (more: readonly File[]) => rerender(<ChatUiProvider>{ui(more)}</ChatUiProvider>),
  };
}

describe('files of the next message', () => {
  it('are uploaded at once, and named to whoever sends it', async () => {
    const { names, uploads } = show([file('a.txt'), file('b.txt')]);
    await waitFor(() => expect(names()).toEqual(['a.txt', 'b.txt']));
    act(() => uploads.set('a.txt', { progress: 0.4 }));
    expect(screen.getByText('Uploading: 40%')).toBeInTheDocument();
    act(() => uploads.set('a.txt', { state: 'uploaded', progress: 1 }));
    expect(screen.getByText('1 byte')).toBeInTheDocument();
  });

  it('are taken away and tried again by buttons with their names', async () => {
    const { names, uploads } = show([file('a.txt'), file('b.txt')]);
    await waitFor(() => expect(names()).toHaveLength(2));
    act(() =>
      uploads.set('a.txt', {
        state: 'failed',
        failure: { code: 'network', message: 'The connection was lost.', retryable: true },
      }),
    );
    expect(screen.getByText('The connection was lost.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Upload a.txt again' }));
    expect(screen.queryByText('The connection was lost.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Remove a.txt' }));
    expect(names()).toEqual(['b.txt']);
  });

  it('that cannot be taken are named with the reason, and the others are', async () => {
    const { names } = show([
      file('big.bin', 'x'.repeat(1001)),
      file('none.txt', ''),
      file('full.txt'),
      file('a.txt'),
      file('c.txt'),
    ]);
    await screen.findByText('“big.bin” is larger than 1 kB.', { ignore: '[aria-live] *' });
    expect(screen.getByText('“none.txt” is empty.', { ignore: '[aria-live] *' })).toBeVisible();
    expect(
      await screen.findByText('There is no room for this file.', { ignore: '[aria-live] *' }),
    ).toBeVisible();
    expect(
      screen.getByText('“c.txt” was left out: a message takes at most 2 files.', {
        ignore: '[aria-live] *',
      }),
    ).toBeVisible();
    await waitFor(() => expect(names()).toEqual(['a.txt']));
  });

  it('with names that look like markup or paths stay names', async () => {
    const hostile = ['<img src=x onerror=alert(1)>.txt', '../../etc/passwd'];
    const { names } = show(hostile.map((name) => file(name)));
    await waitFor(() => expect(names()).toHaveLength(2));
    for (const name of hostile) expect(screen.getByText(name)).toBeInTheDocument();
    expect(document.querySelector('img')).toBeNull();
  });

  it('go out with its text, and not while one of them could not be uploaded', async () => {
    const { attached, uploads } = show([file('a.txt'), file('b.txt')]);
    await waitFor(() => expect(attached()?.count).toBe(2));
    const failure = { code: 'file-type', message: 'Not this type.', retryable: false };
    act(() => uploads.set('b.txt', { state: 'failed', failure }));
    expect(() => attached()?.send({ content: 'Look' })).toThrowError(
      expect.objectContaining({ userText: 'Not this type.' }),
    );
    expect(uploads.sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Remove b.txt' }));
    attached()?.send({ content: 'Look' });
    expect(uploads.sent).toEqual([['Look', ['a.txt']]]);
  });

  it('are said to screen readers', async () => {
    show([file('a.txt')]);
    await waitFor(() =>
      expect(
        Array.from(document.querySelectorAll('[aria-live]'), (region) => region.textContent),
      ).toContain('1 file attached'),
    );
  });
});
