/// <reference types="vite/client" />
import { Markdown } from '@storybook/addon-docs/blocks';
import type { ComponentProps, ReactNode } from 'react';
import { documentPages, isExternalLink, resolveLink } from './documents.ts';

const toRoot = '../../../';

const texts = import.meta.glob<string>(
  ['../../../README.md', '../../../CONTRIBUTING.md', '../../../docs/**/*.md'],
  { query: '?raw', import: 'default', eager: true },
);

const pictures = import.meta.glob<string>('../../../docs/screenshots/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Shows one of the repository's Markdown files: they are the only source of documentation. */
export function RepositoryDocument({ path }: { readonly path: string }): ReactNode {
  const text = texts[toRoot + path];
  if (text === undefined) {
    return (
      <p>
        The repository has no file {path}, so this page is empty. Remove the page or add the file.
      </p>
    );
  }
  const a = ({ href = '', children }: ComponentProps<'a'>): ReactNode => {
    if (isExternalLink(href)) return <a href={href}>{children}</a>;
    const page = documentPages[resolveLink(href, path)];
    // Files without a page, such as sources, are only in the repository: their names stay as text.
    if (page === undefined) return <>{children}</>;
    return (
      <a href={`./?path=/docs/${page}`} target="_top">
        {children}
      </a>
    );
  };
  const pictureUrl = (target: string): string =>
    pictures[toRoot + resolveLink(target, path)] ?? target;
  const img = ({ src = '', alt }: ComponentProps<'img'>): ReactNode => (
    <img src={pictureUrl(src)} alt={alt ?? ''} style={{ maxInlineSize: '100%' }} />
  );
  // One picture for dark pages: without this the browser would look for it beside Storybook's page.
  const source = ({ srcSet = '', media }: ComponentProps<'source'>): ReactNode => (
    <source srcSet={pictureUrl(srcSet)} media={media} />
  );
  return <Markdown options={{ overrides: { a, img, source } }}>{text}</Markdown>;
}
