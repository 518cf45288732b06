import '@testing-library/jest-dom/vitest';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ChatThread } from './ChatThread.tsx';
import { createConnectedScene, type ConnectedScene } from './test-support/connected-scene.tsx';

let scene: ConnectedScene;

afterEach(async () => {
  cleanup();
  await scene.end();
});

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>('textbox');
const options = (): string[] =>
  screen.queryAllByRole('option').map((option) => option.querySelector('bdi')?.textContent ?? '');

async function openThread(): Promise<void> {
  scene = await createConnectedScene(['Hello']);
  scene.render(<ChatThread threadId={scene.threadId} />);
  await screen.findByText('Hello');
  await scene.untilLive();
}

describe('typing ":"', () => {
  it('offers emoji by their names, and takes one with Enter without sending', async () => {
    await openThread();
    await userEvent.type(field(), 'Nice :tad');
    await waitFor(() => expect(options().length).toBeGreaterThan(0));
    expect(screen.getAllByRole('option')[0]).toHaveTextContent(':tada:');
    await userEvent.keyboard('{Enter}');
    expect(field()).toHaveValue('Nice 🎉 ');
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText(/Nice 🎉/, { selector: '[data-part="message-text"]' }),
    ).toBeVisible();
  });

  it('turns a whole shortcode into its emoji, and leaves it when that is undone', async () => {
    await openThread();
    await userEvent.type(field(), ':ta');
    await waitFor(() => expect(options().length).toBeGreaterThan(0));
    await userEvent.keyboard('da:');
    await waitFor(() => expect(field()).toHaveValue('🎉'));
    await userEvent.keyboard(' :no_such_emoji:');
    expect(field()).toHaveValue('🎉 :no_such_emoji:');
  });

  it('offers nothing for times, addresses and smileys of letters', async () => {
    await openThread();
    await userEvent.type(field(), 'At 10:30 https://a.example :) ');
    expect(options()).toEqual([]);
  });
});

it('the button of the composer names what it opens', async () => {
  await openThread();
  expect(screen.getByRole('button', { name: 'Insert emoji' })).toHaveAttribute(
    'aria-haspopup',
    'dialog',
  );
});
