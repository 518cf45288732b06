/** What the fonts of a device have. */
export interface DrawnEmoji {
  /** The newest version of the standard that is drawn. */
  readonly version: number;
  /** Windows shows letters in place of flags of countries. */
  readonly hasFlags: boolean;
}

/** Where nothing can be tried out: what is drawn on devices of the last years. */
export const usuallyDrawn: DrawnEmoji = { version: 15, hasFlags: true };

/** An emoji that came with each version. Those that are joined fall apart where they are not known. */
const samples: readonly (readonly [version: number, emoji: string])[] = [
  [17, '🫪'],
  [16, '🫩'],
  [15.1, '🙂‍↔️'],
  [15, '🫨'],
  [14, '🫠'],
  [13.1, '😮‍💨'],
  [13, '🥸'],
  [12.1, '🧑‍🦰'],
  [12, '🥱'],
];
const size = 16;
/** An emoji is as wide as another one; two are not. */
const widest = 1.4;

/** Finds out what the fonts of this device have, by drawing a few. */
export function findDrawnEmoji(): DrawnEmoji {
  const context = createContext();
  if (context === null) return usuallyDrawn;
  const width = context.measureText('😀').width;
  const isDrawn = (emoji: string): boolean =>
    context.measureText(emoji).width <= width * widest && hasOwnColours(context, emoji);
  // Without colours of their own, as where a browser hides what it draws, this says nothing.
  if (!isDrawn('😀')) return usuallyDrawn;
  return {
    version: samples.find(([, emoji]) => isDrawn(emoji))?.[0] ?? 11,
    hasFlags: isDrawn('🇫🇷'),
  };
}

function createContext(): CanvasRenderingContext2D | null {
  if (typeof document === 'undefined') return null;
  const canvas = document.createElement('canvas');
  canvas.width = size * 2;
  canvas.height = size * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.font = `${size}px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif`;
  context.textBaseline = 'top';
  return context;
}

/** Letters, and the box in place of what a font has not, take the colour that they are drawn in. */
function hasOwnColours(context: CanvasRenderingContext2D, emoji: string): boolean {
  const [first, second] = ['#f00', '#00f'].map((colour) => {
    context.clearRect(0, 0, size * 2, size * 2);
    context.fillStyle = colour;
    context.fillText(emoji, 0, 0);
    return context.getImageData(0, 0, size * 2, size * 2).data;
  });
  return (
    first !== undefined &&
    second !== undefined &&
    first.some((value) => value > 0) &&
    first.every((value, index) => value === second[index])
  );
}
