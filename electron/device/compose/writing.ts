/** What a signed-in person writes: drafts, outbox and the desk they work at, wired by hand. */
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { Person } from '../../../shared/domain/person.ts';
import type { FurtherMailboxes } from '../mailbox/further/further-mailboxes.ts';
import { createJmapClient } from '../mailbox/jmap/client.ts';
import { createMailReader } from '../mailbox/mail-reader.ts';
import type { MailboxAccess } from '../mailbox/sync-port.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { createMailSubmitter } from '../outbox/submit-mail.ts';
import type { DevicePorts } from '../ports.ts';
import type { SessionState } from '../stored-state.ts';
import { createComposeDesk, type ComposeDesk } from './compose-desk.ts';
import { createDrafts } from './drafts.ts';

export interface WritingNeeds {
  readonly ports: DevicePorts;
  readonly nowMs: () => number;
  readonly person: () => Person;
  readonly isDr: () => boolean;
  readonly access: () => MailboxAccess | null;
  readonly changed: () => void;
  readonly delegated: FurtherMailboxes['view'];
}

export interface Writing {
  readonly desk: ComposeDesk;
  readonly view: () => DeviceSnapshot['outbox'];
  /** The way to the service may have opened. */
  readonly wake: () => void;
  readonly stop: () => void;
}

export function createWriting(needs: WritingNeeds, stored: Pick<SessionState, 'drafts' | 'outbox'>): Writing {
  const { ports, nowMs, changed, access } = needs;
  const newId = ports.chance.id;
  const drafts = createDrafts({ records: ports.records, newId, nowMs, changed }, stored.drafts);
  const outbox = createOutbox(
    {
      ...ports,
      nowMs,
      changed,
      accountId: needs.person().id,
      isOpen: () => access() !== null,
      submitter: createMailSubmitter(createJmapClient(ports.http, access)),
    },
    stored.outbox,
    ({ draft }) => drafts.comingBack(draft),
  );
  const desk = createComposeDesk({
    ...needs,
    ...ports,
    newId,
    drafts,
    outbox,
    reader: createMailReader({ ...ports, further: needs.delegated }),
  });
  return {
    desk,
    view: () => ({ ...outbox.counts(), items: outbox.rows(), drafts: drafts.rows() }),
    wake: outbox.wake,
    stop: outbox.stop,
  };
}
