/**
 * On every answer: nothing of it is kept, taken for another type, shown as a page, or named to other servers by what
 * a browser follows from it.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
