'use client';

import {
  createContext,
  type ComponentType,
  type Context,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
} from 'react';

/** What a link component is given. All of it belongs on the `<a>` element that it renders. */
export interface LinkProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly target?: string;
  readonly rel?: string;
  readonly className?: string;
  readonly title?: string;
  readonly style?: CSSProperties;
  readonly 'data-part'?: string;
  readonly 'data-state'?: string | undefined;
  readonly 'aria-current'?: 'true' | undefined;
  readonly tabIndex?: number | undefined;
  /** It may keep the browser from following the link. */
  readonly onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
}

/** A component that renders links, for example that of a router. */
export type LinkComponent = ComponentType<LinkProps>;

/** Carries the link component of the nearest `ChatUiProvider`; null means a plain `<a>`. */
export const LinkContext: Context<LinkComponent | null> = createContext<LinkComponent | null>(null);
