import { cdp, userEvent } from 'vitest/browser';

/** The parts of Chromium's debugging protocol that the tests of the composer use. */
interface Protocol {
  send(
    method: 'Input.imeSetComposition',
    params: { text: string; selectionStart: number; selectionEnd: number },
  ): Promise<unknown>;
  send(method: 'Input.insertText', params: { text: string }): Promise<unknown>;
  send(method: 'Input.dispatchKeyEvent', params: Record<string, unknown>): Promise<unknown>;
  send(method: 'Performance.enable'): Promise<unknown>;
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }>;
}

/** The debugging protocol of this browser. */
export function protocol(): Protocol {
  // The typings of the provider leave the protocol open; these methods are Chromium's.
  return cdp() as unknown as Protocol;
}

/** Works on a text as an input method does. The empty text gives the composition up. */
export async function compose(text: string): Promise<void> {
  const selectionStart = text.length;
  await protocol().send('Input.imeSetComposition', {
    text,
    selectionStart,
    selectionEnd: selectionStart,
  });
}

/** Ends a composition with this text. */
export async function commit(text: string): Promise<void> {
  await protocol().send('Input.insertText', { text });
}

/** Presses a key that an input method takes for itself. */
export async function pressTaken(key: string): Promise<void> {
  const event = { key, code: key, windowsVirtualKeyCode: 229 };
  await protocol().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await protocol().send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}

/** Copies as a page does that offers a text together with its markup, and pastes that into a field, both by keyboard. */
export async function copyAndPaste(field: HTMLElement, text: string, html = ''): Promise<void> {
  field.addEventListener(
    'copy',
    (event) => {
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (html !== '') event.clipboardData?.setData('text/html', html);
    },
    { once: true },
  );
  field.focus();
  await userEvent.keyboard('{Control>}c{/Control}{Control>}v{/Control}');
}

/** How many times Chromium has laid out the page and its frames. */
export async function countLayouts(): Promise<number> {
  await protocol().send('Performance.enable');
  const { metrics } = await protocol().send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
}
