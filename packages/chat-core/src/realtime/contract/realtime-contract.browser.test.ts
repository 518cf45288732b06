import { contractFacts } from './contract-facts.ts';
import { createInProcessStage } from './in-process-stage.ts';
import { describeRealtime } from './realtime-contract.ts';
import { createServedStage } from './served-stage.ts';

describeRealtime(contractFacts['web-socket'], () => createServedStage('web-socket'));
describeRealtime(contractFacts.signaling, () => createServedStage('signaling'));
describeRealtime(contractFacts.polling, () => createInProcessStage('polling'));
