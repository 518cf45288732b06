/** Where one element was in one painted frame, in px from the upper edge of the scroller. `null`: not in the document. */
export interface PaintedBox {
  readonly top: number;
  readonly bottom: number;
}

/** What one frame showed. */
export interface PaintedFrame {
  readonly boxes: Readonly<Record<string, PaintedBox | null>>;
  /** Height of the scroller in this frame. */
  readonly height: number;
}

/** Elements to follow, looked up anew in each frame. */
export type PaintedTargets = () => Readonly<Record<string, Element | null>>;

/** A recording that has been started. */
export interface FrameRecording {
  /** Ends the recording and returns every frame since its start. */
  stop(): Promise<readonly PaintedFrame[]>;
}

/**
 * Records what each animation frame paints. A ResizeObserver that is made inside a frame runs when all frame callbacks
 * are done and the page has been laid out; an IntersectionObserver that is made there computes its first entries after
 * every other ResizeObserver. So a jump that is put right before paint does not show up, and one that is painted does.
 * Reading positions from a timer or a frame callback tells neither.
 */
export function recordPaintedFrames(scroller: Element, targets: PaintedTargets): FrameRecording {
  const painted: Promise<PaintedFrame>[] = [];
  let isStopped = false;

  function onFrame(): void {
    if (isStopped) return;
    painted.push(observeFrame(scroller, targets));
    requestAnimationFrame(onFrame);
  }
  requestAnimationFrame(onFrame);

  return {
    async stop(): Promise<readonly PaintedFrame[]> {
      isStopped = true;
      return Promise.all(painted);
    },
  };
}

function observeFrame(scroller: Element, targets: PaintedTargets): Promise<PaintedFrame> {
  return new Promise((resolve) => {
    const afterLayout = new ResizeObserver(() => {
      afterLayout.disconnect();
      observePaint(scroller, targets(), resolve);
    });
    afterLayout.observe(scroller);
  });
}

function observePaint(
  scroller: Element,
  targets: Readonly<Record<string, Element | null>>,
  onPainted: (frame: PaintedFrame) => void,
): void {
  const observer = new IntersectionObserver((entries) => {
    observer.disconnect();
    const boxOf = (element: Element | null): DOMRectReadOnly | undefined =>
      entries.find((entry) => entry.target === element)?.boundingClientRect;
    const view = boxOf(scroller);
    const origin = view?.top ?? 0;
    const boxes = Object.entries(targets).map(([name, element]) => {
      const box = boxOf(element);
      // Without any size: taken out of the document later in the same frame.
      const isShown = box !== undefined && box.width > 0;
      return [name, isShown ? { top: box.top - origin, bottom: box.bottom - origin } : null];
    });
    onPainted({ boxes: Object.fromEntries(boxes), height: view?.height ?? 0 });
  });
  for (const element of new Set([scroller, ...Object.values(targets)])) {
    if (element) observer.observe(element);
  }
}

/** Resolves in the next animation frame. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}

/** Resolves after `count` animation frames. */
export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await nextFrame();
}
