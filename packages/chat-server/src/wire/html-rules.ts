import type { Schema } from 'hast-util-sanitize';

/** Names this set of rules. Stored results of another set are made again from the message as it was given. */
export const htmlRulesVersion = 1;

const tableCell = ['colSpan', 'rowSpan'];

/**
 * What an html message may hold: formatting, lists, quotes, code, tables, links and pictures. No styles, classes,
 * scripts, forms or media; no addresses but absolute ones of these schemes.
 */
export const htmlRules: Schema = {
  tagNames: [
    ...['a', 'b', 'blockquote', 'br', 'caption', 'code', 'del', 'div', 'em', 'h1', 'h2', 'h3'],
    ...['h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q'],
    ...['s', 'small', 'span', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th'],
    ...['thead', 'tr', 'u', 'ul', 'msft-mention'],
  ],
  attributes: {
    '*': [
      ['dir', 'ltr', 'rtl', 'auto'],
      ['lang', /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i],
    ],
    a: [['href', /^(https?:\/\/|mailto:)/i], 'title'],
    img: [['src', /^https:\/\//i], 'alt', 'width', 'height'],
    ol: ['start'],
    td: tableCell,
    th: tableCell,
    // The official UI library marks mentions with this element. The id is a user's raw id and nothing else.
    'msft-mention': [['id', /^(4|8|28):[\w:+.-]+$/], 'displaytext'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['https'] },
  ancestors: {
    caption: ['table'],
    li: ['ol', 'ul'],
    tbody: ['table'],
    td: ['table'],
    tfoot: ['table'],
    th: ['table'],
    thead: ['table'],
    tr: ['table'],
  },
  // The text inside these is code or alternatives, not words that somebody wrote.
  strip: [
    ...['audio', 'canvas', 'embed', 'frameset', 'iframe', 'math', 'noembed', 'noframes'],
    ...['noscript', 'object', 'plaintext', 'script', 'select', 'style', 'svg', 'template'],
    ...['textarea', 'title', 'video', 'xmp'],
  ],
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};
