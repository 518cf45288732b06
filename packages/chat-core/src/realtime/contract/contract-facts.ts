import type { ContractFacts } from './contract-stage.ts';

/** What is true of each transport. */
export const contractFacts: Readonly<Record<ContractFacts['transport'], ContractFacts>> = {
  'web-socket': {
    transport: 'web-socket',
    types: { text: 'text', html: 'html' },
    typing: true,
    recovers: true,
    sequenceIds: true,
    emptyAttachments: false,
    namesDeleter: true,
  },
  signaling: {
    transport: 'signaling',
    types: { text: 'Text', html: 'RichText/Html' },
    typing: true,
    recovers: false,
    sequenceIds: false,
    emptyAttachments: true,
    namesDeleter: true,
  },
  polling: {
    transport: 'polling',
    types: { text: 'text', html: 'html' },
    typing: false,
    recovers: false,
    sequenceIds: true,
    emptyAttachments: false,
    namesDeleter: false,
  },
};
