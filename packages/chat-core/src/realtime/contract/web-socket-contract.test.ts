import { contractFacts } from './contract-facts.ts';
import { createInProcessStage } from './in-process-stage.ts';
import { describeRealtime } from './realtime-contract.ts';

describeRealtime(contractFacts['web-socket'], () => createInProcessStage('web-socket'));
