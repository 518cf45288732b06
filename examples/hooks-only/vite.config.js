import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Vite reads the default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({ plugins: [react()] });
