'use client';

import { createElement, useContext, type ReactNode } from 'react';
import { LinkContext, type LinkProps } from './link-context.ts';

/** A link, rendered by the `linkComponent` of the nearest `ChatUiProvider` or by a plain `<a>`. */
export function Link(props: LinkProps): ReactNode {
  return createElement(useContext(LinkContext) ?? PlainLink, props);
}

function PlainLink({ children, ...props }: LinkProps): ReactNode {
  return <a {...props}>{children}</a>;
}
