import { createContext, useContext, type Context, type RefObject } from 'react';

const nowhere: RefObject<HTMLElement | null> = { current: null };

/** The root element of the nearest `ChatUiProvider`: what floats is drawn inside it, so that it has the look of the kit. */
export const RootElementContext: Context<RefObject<HTMLElement | null>> = createContext(nowhere);

/** Where what floats goes, and how it opens. */
export interface OverlayPlace {
  /** `null` without a provider: the body of the page. */
  readonly element: HTMLElement | null;
  readonly isRtl: boolean;
  /** Elements that stay alive while a modal dialog covers everything else. */
  readonly persistentElements: () => Element[];
}

/** Reads the place of overlays from an effect or a handler. */
export function useOverlayPlace(): () => OverlayPlace {
  const root = useContext(RootElementContext);
  return () => ({
    element: root.current?.querySelector<HTMLElement>(':scope > [data-part="overlays"]') ?? null,
    isRtl: root.current !== null && getComputedStyle(root.current).direction === 'rtl',
    persistentElements: () =>
      Array.from(root.current?.querySelectorAll('[data-part="announcer"]') ?? []),
  });
}
