/** The fake records against the contract. */
import { createFakeRecords } from '../../fakes/memory-records.ts';
import { describeRecords } from '../../contract/records.contract.ts';

describeRecords('memory', async () => createFakeRecords());
