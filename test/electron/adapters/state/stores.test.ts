/** The stores of a state folder and of memory against the contracts. */
import { describeMailStore } from '../../../contract/mail-store.contract.ts';
import { describeRecords } from '../../../contract/records.contract.ts';
import { createFakeMailStore } from '../../../fakes/memory-mail-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openFileState } from './open-temporary-state.ts';

describeRecords('a state folder', async () => (await openFileState(temporaryFolder())).records);
describeMailStore('a state folder', async () => (await openFileState(temporaryFolder())).mail);
describeMailStore('memory', async () => createFakeMailStore());
describeMailStore('the cache of a further account', async () =>
  (await openFileState(temporaryFolder())).furtherMail('person-2'),
);
