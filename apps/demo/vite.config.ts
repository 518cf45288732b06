import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@confab/source', 'module', 'browser', 'development|production'] },
  optimizeDeps: {
    // Named, so that none is found late and reloads the page.
    include: [
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      '@tanstack/react-query',
      'zustand',
      'zustand/vanilla',
    ],
  },
});

export default config;
