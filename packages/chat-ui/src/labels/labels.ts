import type { CoreLabels } from './core-labels.ts';
import type { LaterLabels } from './later-labels.ts';

/**
 * Every text that the components show, as one typed catalogue. Plain strings, and functions where a number or a list of
 * names decides the wording, so that each language can follow its own grammar.
 *
 * Pass a catalogue to `ChatUiProvider`, whole or in part: what you leave out stays English.
 */
export interface Labels extends CoreLabels, LaterLabels {}

/** What is known of the texts on every page. What is loaded later brings its English texts along. */
export type KnownLabels = CoreLabels & Partial<LaterLabels>;
