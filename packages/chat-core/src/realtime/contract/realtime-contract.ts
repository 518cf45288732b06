import { afterEach, beforeEach, describe } from 'vitest';

import type { ContractFacts, ContractStage } from './contract-stage.ts';
import { describeEvents } from './events-contract.ts';
import { describeLifetime } from './lifetime-contract.ts';
import { createContractScene, type ContractScene } from './contract-scene.ts';

/**
 * Describes what every transport keeps to, whatever carries its events.
 *
 * @param createStage - A new service for each test.
 */
export function describeRealtime(
  facts: ContractFacts,
  createStage: () => Promise<ContractStage>,
): void {
  describe(`the realtime contract over ${facts.transport}`, () => {
    let scene: ContractScene;

    beforeEach(async () => {
      scene = await createContractScene(await createStage(), facts);
    });
    afterEach(() => scene.stage.close());

    describeEvents(facts, () => scene);
    describeLifetime(facts, () => scene);
  });
}
