import DOMPurify from 'dompurify';
import { createElement, Fragment, type ReactNode } from 'react';
import type { LinkComponent } from '../root/link-context.ts';

/** What is drawn as it is; everything else loses its tags and keeps its text. */
const plainTags: ReadonlySet<string> = new Set(
  'p br b strong i em u s del sub sup code pre blockquote ul ol li hr table thead tbody tr th td'.split(
    ' ',
  ),
);
/** Headings in a message must not join those of the page. */
const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const blocks: ReadonlySet<string> = new Set(['div', 'section', 'article', 'header', 'footer']);
const allowedTags = [...plainTags, ...headings, ...blocks, 'a', 'img', 'span'];

/** Deeper than that, and beyond so many nodes, only the text is kept: nobody writes such messages. */
const maximumDepth = 40;
const maximumNodes = 5000;

/** How links and pictures in a message are drawn. */
export interface RenderHtmlOptions {
  readonly linkComponent: LinkComponent | null;
  /** Stands for a picture that has no text of its own. */
  readonly imageLabel: string;
  /** Whether an address may be opened by a click. */
  readonly isOpenable: (address: string) => boolean;
}

/**
 * Turns an HTML message into React elements. DOMPurify cleans it, and then only names of a list are made into elements, without any
 * attribute but checked addresses. Pictures on other servers are not loaded, because that would tell them who reads: they become links.
 */
export function renderHtml(html: string, options: RenderHtmlOptions): ReactNode {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'src', 'alt'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  return createRenderer(options)(fragment, 0);
}

type RenderChildren = (parent: Node, depth: number) => ReactNode;

function createRenderer({
  linkComponent,
  imageLabel,
  isOpenable,
}: RenderHtmlOptions): RenderChildren {
  let nodes = 0;

  const renderChildren: RenderChildren = (parent, depth) => {
    if (depth > maximumDepth || nodes > maximumNodes) return parent.textContent;
    return Array.from(parent.childNodes, (child, index) => renderNode(child, index, depth));
  };

  function renderNode(node: Node, key: number, depth: number): ReactNode {
    nodes += 1;
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof Element)) return null;
    const tag = node.localName;
    if (tag === 'br' || tag === 'hr') return createElement(tag, { key });
    if (tag === 'img') return renderPicture(node, key);
    const children = renderChildren(node, depth + 1);
    if (tag === 'a') return renderLink(node.getAttribute('href'), children, key);
    if (headings.has(tag)) return <HeadingText key={key}>{children}</HeadingText>;
    if (blocks.has(tag)) return createElement('div', { key }, children);
    if (plainTags.has(tag)) return createElement(tag, { key }, children);
    return <Fragment key={key}>{children}</Fragment>;
  }

  function renderPicture(image: Element, key: number): ReactNode {
    const text = image.getAttribute('alt')?.trim() || imageLabel;
    return renderLink(image.getAttribute('src'), text, key);
  }

  function renderLink(href: string | null, children: ReactNode, key: number): ReactNode {
    if (href === null || !isOpenable(href)) return <Fragment key={key}>{children}</Fragment>;
    const props = {
      href,
      target: '_blank',
      rel: 'noopener noreferrer',
      'data-part': 'link',
      children,
    };
    return createElement(linkComponent ?? 'a', { key, ...props });
  }

  return renderChildren;
}

function HeadingText({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p>
      <strong>{children}</strong>
    </p>
  );
}
