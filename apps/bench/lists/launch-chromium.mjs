import { chromium } from 'playwright';
import { launchOptions } from '../../../scripts/browser.mjs';

/** Starts the Chromium that the browser tests use. */
export function launchChromium() {
  return chromium.launch(launchOptions());
}
