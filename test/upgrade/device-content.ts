/** What the fixture of a device's state folder holds. */
import { RECORD_KINDS, type RecordChange, type RecordKind } from '../../electron/device/ports.ts';
import { batchOf } from '../electron/adapters/cached-mail.ts';

/** One of each kind of the time; the content is each capability's own business, and opaque to the store. */
const LATER: readonly RecordKind[] = ['outbox-message', 'draft', 'draft-file', 'further-account', 'owner'];

export const RECORDS: readonly RecordChange[] = RECORD_KINDS.filter((kind) => !LATER.includes(kind)).map(
  (kind) => ({
    kind,
    id: `${kind}-1`,
    value: { of: kind, text: 'Grüße' },
  }),
);
export const MAILS = batchOf([1, 2, 3]);
export const SYNC_STATE = 'synced';
