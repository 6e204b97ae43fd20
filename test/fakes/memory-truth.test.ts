/** The fake truth keeps the contract, so that tests on it mean something. */
import { truthContract } from '../contract/truth.contract.ts';
import { createMemoryTruth } from './memory-truth.ts';

truthContract('the truth in memory', async () => createMemoryTruth(Date.parse('2026-11-23T09:00:00.000Z')));
