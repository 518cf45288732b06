import { cdp } from 'vitest/browser';

/** Turns the mouse wheel over the middle of an element, as a person does. Positive `deltaY` scrolls down. */
export async function turnWheel(element: Element, deltaY: number): Promise<void> {
  await sendInput('Input.dispatchMouseEvent', {
    type: 'mouseWheel',
    ...middleOf(element),
    deltaX: 0,
    deltaY,
  });
}

/** Drags a finger over an element by `distance` px: positive moves the finger, and with it the content, down. */
export async function dragFinger(element: Element, distance: number): Promise<void> {
  const { x, y } = middleOf(element);
  await sendInput('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  const steps = 6;
  for (let step = 1; step <= steps; step += 1) {
    await sendInput('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: [{ x, y: y + (distance * step) / steps }],
    });
  }
  await sendInput('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect();
  // Tests run in a frame of the runner's page, and input goes to that page.
  const frame = window.frameElement?.getBoundingClientRect();
  return {
    x: (frame?.left ?? 0) + box.left + box.width / 2,
    y: (frame?.top ?? 0) + box.top + box.height / 2,
  };
}

async function sendInput(method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
  // The runner types the session without methods; the provider gives it the `send` of the browser's debugging protocol.
  const session = cdp() as unknown as {
    send(method: string, params: unknown): Promise<unknown>;
  };
  await session.send(method, params);
}
