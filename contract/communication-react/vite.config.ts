import { defineConfig } from 'vite';

export default defineConfig({
  // Names in the page's errors are worth more than a small page.
  // Each module of the UI warns that it is a client module.
  logLevel: 'error',
  build: { minify: false, chunkSizeWarningLimit: Infinity, reportCompressedSize: false },
});
