import type { Browser } from 'playwright';

/** Starts the Chromium that the browser tests use. */
export declare function launchChromium(): Promise<Browser>;
