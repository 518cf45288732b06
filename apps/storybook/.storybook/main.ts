import type { StorybookConfig } from '@storybook/react-vite';
import { mergeConfig } from 'vite';

/** Stories live beside the components; pages and live stories that need several packages live in `apps/storybook`. */
const config: StorybookConfig = {
  stories: [
    '../docs/**/*.mdx',
    '../stories/**/*.stories.tsx',
    '../../../packages/chat-ui/src/**/*.stories.tsx',
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: '@storybook/react-vite',
  typescript: { reactDocgen: 'react-docgen' },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (base) =>
    mergeConfig(base, {
      resolve: {
        // Packages of the workspace resolve to their sources: stories need no build.
        conditions: ['@confab/source', 'module', 'browser', 'development|production'],
      },
      // Storybook's own chunks are larger than Vite's warning limit and not ours to split.
      build: { chunkSizeWarningLimit: 4_000 },
    }),
};
export default config;
