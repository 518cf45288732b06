import { cleanup, screen } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import { grace, sampleMessage } from '../test-support/sample-messages.ts';
import '../styles/styles.css';
import { AttachmentSourceContext, type AttachmentSource } from './attachment-source.ts';
import { Message } from './Message.tsx';

beforeEach(() => page.viewport(800, 600));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const own = 'https://chat.example/attachments/1';
const foreign = 'https://files.invalid/1.png';

async function picture(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 60;
  canvas.height = 40;
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture was made.'))));
  });
}

/** Shows one attachment of a service that gives `own` to members only. Returns the addresses that were read. */
function show(url: string, mime: string, read: () => Promise<Blob>): { reads: string[] } {
  const reads: string[] = [];
  const source: AttachmentSource = {
    needsToken: (address) => address.startsWith('https://chat.example/'),
    read(address) {
      reads.push(address);
      return read();
    },
  };
  const load = () => Promise.resolve(source);
  const json = JSON.stringify([{ url, name: 'plan <b>.png', mime, width: 60, height: 40 }]);
  const message = sampleMessage(grace, 'Here', { metadata: { 'confab.attachments': json } });
  renderInProvider(
    <AttachmentSourceContext.Provider value={load}>
      <Message message={message} isOwn={false} groupStart groupEnd />
    </AttachmentSourceContext.Provider>,
  );
  return { reads };
}

const untilState = (state: string): Promise<void> =>
  vi.waitFor(() =>
    expect(document.querySelector('[data-part="picture"]')?.getAttribute('data-state')).toBe(state),
  );

describe('a picture that only members may see', () => {
  it('is read for this user, and never by its address', async () => {
    const { reads } = show(own, 'image/png', picture);
    await untilState('loaded');
    expect(reads).toEqual([own]);
    expect(document.querySelector('img')?.src).toMatch(/^blob:/u);
    expect(document.querySelector('a[data-part="picture"]')).toBeNull();
  });

  it('opens large, closes with Escape, and gives the focus back', async () => {
    show(own, 'image/png', picture);
    await untilState('loaded');
    const thumbnail = screen.getByRole('button', { name: 'plan <b>.png' });
    thumbnail.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'plan <b>.png' });
    expect(dialog.querySelector('img')?.naturalWidth).toBe(60);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(thumbnail);
  });

  it('says when it cannot be read, and keeps its box', async () => {
    show(own, 'image/png', () => Promise.reject(new Error('Not a member.')));
    await untilState('broken');
    expect(document.querySelector('[data-part="picture"]')?.textContent).toContain(
      'could not be loaded',
    );
  });
});

it('reads nothing from elsewhere: the picture is fetched by its address, without a token', async () => {
  const { reads } = show(foreign, 'image/png', picture);
  await vi.waitFor(() =>
    expect(document.querySelector<HTMLAnchorElement>('a[data-part="picture"]')?.href).toBe(foreign),
  );
  expect(reads).toEqual([]);
});

describe('a file that only members may read', () => {
  it('is read when it is opened, and saved under its name, also when it is a page', async () => {
    const { reads } = show(own, 'text/html', () =>
      Promise.resolve(new Blob(['<script>alert(1)</script>'], { type: 'text/html' })),
    );
    const clicked = new Promise<HTMLAnchorElement>((resolve) => {
      vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
        this: HTMLAnchorElement,
      ) {
        resolve(this);
      });
    });
    const card = await vi.waitFor(() => screen.getByRole('button', { name: /plan <b>\.png/ }));
    expect(reads).toEqual([]);
    await userEvent.click(card);
    const link = await clicked;
    expect(reads).toEqual([own]);
    expect(link.download).toBe('plan <b>.png');
    expect(link.target).toBe('');
  });

  it('says when that fails', async () => {
    show(own, 'application/pdf', () => Promise.reject(new Error('Gone.')));
    await userEvent.click(await vi.waitFor(() => screen.getByRole('button', { name: /plan/ })));
    expect(
      await screen.findByText(/could not be loaded/, { ignore: '[aria-live] *' }),
    ).toBeDefined();
  });
});
