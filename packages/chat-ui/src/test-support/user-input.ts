import { cdp } from 'vitest/browser';

/** Turns the mouse wheel over the middle of an element, as a person does. Positive `deltaY` scrolls down. */
export async function turnWheel(element: Element, deltaY: number): Promise<void> {
  await sendInput('Input.dispatchMouseEvent', {
    type: 'mouseWheel',
    ...onRunnersPage(middleOf(element).x, middleOf(element).y),
    deltaX: 0,
    deltaY,
  });
}

/** Taps the middle of an element with a finger. */
export async function tap(element: Element): Promise<void> {
  const { x, y } = middleOf(element);
  await touch('touchStart', x, y);
  await touch('touchEnd');
}

/** Drags a finger over an element by `distance` px: positive moves the finger, and with it the content, down. */
export async function dragFinger(element: Element, distance: number): Promise<void> {
  const { x, y } = middleOf(element);
  await touch('touchStart', x, y);
  const steps = 6;
  for (let step = 1; step <= steps; step += 1)
    await touch('touchMove', x, y + (distance * step) / steps);
  await touch('touchEnd');
}

/** Presses the mouse on an element near its left edge, drags it `distance` px to the right, calls `during`, and lets go. */
export async function dragMouse(
  element: Element,
  distance: number,
  during: () => Promise<void>,
): Promise<void> {
  const { y } = middleOf(element);
  const x = element.getBoundingClientRect().left + 4;
  await mouse('mouseMoved', x, y);
  await mouse('mousePressed', x, y);
  for (let step = 1; step <= 4; step += 1) await mouse('mouseMoved', x + (distance * step) / 4, y);
  await during();
  await mouse('mouseReleased', x + distance, y);
}

async function touch(type: string, x?: number, y?: number): Promise<void> {
  const touchPoints = x === undefined || y === undefined ? [] : [onRunnersPage(x, y)];
  await sendInput('Input.dispatchTouchEvent', { type, touchPoints });
}

async function mouse(type: string, x: number, y: number): Promise<void> {
  const pressed = { button: 'left', buttons: 1, clickCount: 1 };
  await sendInput('Input.dispatchMouseEvent', { type, ...onRunnersPage(x, y), ...pressed });
}

/** Where a point of this page is on that of the runner, which shows this one in a frame, drawn to scale: input goes there. */
function onRunnersPage(x: number, y: number): { readonly x: number; readonly y: number } {
  const frame = window.frameElement?.getBoundingClientRect();
  const scale = frame === undefined ? 1 : frame.width / window.innerWidth;
  return { x: (frame?.left ?? 0) + x * scale, y: (frame?.top ?? 0) + y * scale };
}

function middleOf(element: Element): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

async function sendInput(method: string, params: Readonly<Record<string, unknown>>): Promise<void> {
  // The runner types the session without methods; the provider gives it the `send` of the browser's debugging protocol.
  const session = cdp() as unknown as {
    send(method: string, params: unknown): Promise<unknown>;
  };
  await session.send(method, params);
}

/** Device pixels for each pixel of the page; `undefined`: as the browser has it. */
export async function setPixelRatio(ratio: number | undefined): Promise<void> {
  await (ratio === undefined
    ? sendInput('Emulation.clearDeviceMetricsOverride', {})
    : sendInput('Emulation.setDeviceMetricsOverride', {
        width: 0,
        height: 0,
        deviceScaleFactor: ratio,
        mobile: false,
      }));
}

/** Whether the user has asked for less motion. */
export async function setReducedMotion(isReduced: boolean): Promise<void> {
  await sendInput('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: isReduced ? 'reduce' : '' }],
  });
}
