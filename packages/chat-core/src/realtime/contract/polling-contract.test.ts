import { vi } from 'vitest';

import { openContractService } from '../../contract/contract-service.ts';
import { readContractTarget } from '../../contract/contract-target.ts';
import { createLiveStage } from '../../contract/live-stage.ts';
import { contractFacts } from './contract-facts.ts';
import { createInProcessStage } from './in-process-stage.ts';
import { describeRealtime } from './realtime-contract.ts';

const target = readContractTarget(process.env);
// On Azure time cannot be moved on.
if (target.kind === 'azure') vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describeRealtime(contractFacts.polling, async () =>
  target.kind === 'azure'
    ? createLiveStage(await openContractService(target))
    : createInProcessStage('polling'),
);
