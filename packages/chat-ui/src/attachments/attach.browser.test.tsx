import { cleanup, screen } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Composer } from '../composer/Composer.tsx';
import { ThreadPane } from '../layout/ThreadPane.tsx';
import { renderInProvider } from '../test-support/render-in-provider.tsx';
import '../styles/styles.css';
import { AttachButton } from './AttachButton.tsx';

beforeEach(() => page.viewport(800, 600));
afterEach(cleanup);

const picture = new File(['x'], 'a.png', { type: 'image/png' });

async function show(): Promise<{
  taken: string[][];
  pane: HTMLElement;
  field: HTMLTextAreaElement;
}> {
  const taken: string[][] = [];
  renderInProvider(
    <ThreadPane
      label="Launch"
      composer={
        <Composer
          onSend={vi.fn()}
          start={<AttachButton onFiles={(files) => taken.push(files.map(({ name }) => name))} />}
        />
      }
    >
      <p>Messages</p>
    </ThreadPane>,
    { style: { blockSize: 500 } },
  );
  const pane = document.querySelector<HTMLElement>('[data-part="thread-pane"]');
  if (pane === null) throw new Error('There is no pane.');
  // What takes files comes after the page.
  await vi.waitFor(() => expect(drag('dragover', pane, transfer(picture))).toBe(false));
  drag('dragleave', pane, transfer(picture));
  return { taken, pane, field: screen.getByRole<HTMLTextAreaElement>('textbox') };
}

function transfer(...items: readonly (File | string)[]): DataTransfer {
  const data = new DataTransfer();
  for (const item of items) {
    if (typeof item === 'string') data.setData('text/plain', item);
    else data.items.add(item);
  }
  return data;
}

function drag(type: string, target: Element, data: DataTransfer, relatedTarget?: Element): boolean {
  return target.dispatchEvent(
    new DragEvent(type, {
      bubbles: true,
      cancelable: true,
      dataTransfer: data,
      ...(relatedTarget && { relatedTarget }),
    }),
  );
}

function paste(target: Element, data: DataTransfer): boolean {
  return target.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
  );
}

describe('files that are dragged over a thread', () => {
  it('are taken where they are dropped, and the browser stays on the page', async () => {
    const { taken, pane } = await show();
    const data = transfer(picture);
    expect(drag('dragover', pane, data)).toBe(false);
    expect(pane.dataset['drop']).toBe('Drop files to attach them');
    expect(drag('drop', screen.getByText('Messages'), data)).toBe(false);
    expect(taken).toEqual([['a.png']]);
    expect(pane.dataset['drop']).toBeUndefined();
  });

  it('show once where they go, without flicker over what is in the thread', async () => {
    const { pane, field } = await show();
    const data = transfer(picture);
    drag('dragover', pane, data);
    drag('dragleave', pane, data, field);
    expect(pane.dataset['drop']).toBeDefined();
    drag('dragleave', pane, data, document.body);
    expect(pane.dataset['drop']).toBeUndefined();
  });

  it('are not mistaken for text that is dragged', async () => {
    const { taken, pane } = await show();
    expect(drag('dragover', pane, transfer('words'))).toBe(true);
    expect(drag('drop', pane, transfer('words'))).toBe(true);
    expect(taken).toEqual([]);
  });
});

describe('what is pasted', () => {
  it('is attached when it is a file, and nothing lands in the field', async () => {
    const { taken, field } = await show();
    expect(paste(field, transfer(picture))).toBe(false);
    expect(taken).toEqual([['a.png']]);
    expect(field.value).toBe('');
  });

  it('stays text when the clipboard has both, as from a table', async () => {
    const { taken, field } = await show();
    expect(paste(field, transfer('A1\tB1', picture))).toBe(true);
    expect(taken).toEqual([]);
  });
});

it('files are chosen by keyboard, and the button has a name', async () => {
  const { taken } = await show();
  const chooser = new Promise<HTMLInputElement>((resolve) => {
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function click(
      this: HTMLInputElement,
    ) {
      resolve(this);
    });
  });
  screen.getByRole('button', { name: 'Attach files' }).focus();
  await userEvent.keyboard('{Enter}');
  const input = await chooser;
  expect(input.multiple).toBe(true);
  input.files = transfer(picture, new File(['y'], 'b.txt')).files;
  input.dispatchEvent(new Event('change'));
  expect(taken).toEqual([['a.png', 'b.txt']]);
});

it('nothing is taken any more once the button is gone', async () => {
  const { taken, pane } = await show();
  cleanup();
  document.body.append(pane);
  drag('drop', pane, transfer(picture));
  pane.remove();
  expect(taken).toEqual([]);
});
