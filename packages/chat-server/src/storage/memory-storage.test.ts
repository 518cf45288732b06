import { describeStorageContract } from '../test-support/storage-contract.ts';
import { createMemoryStorage } from './memory-storage.ts';

describeStorageContract('memory', async () => createMemoryStorage());
