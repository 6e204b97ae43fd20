/** Reads what a former run kept; a record that does not parse is left out and told to the log, never believed in part. */
import { z } from 'zod';
import { deviceEventSchema } from '../../shared/domain/device-event.ts';
import { noticeSchema } from '../../shared/domain/notice.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import { standingSchema } from '../../shared/protocol/messages/parts.ts';
import { readDrafts } from './compose/drafts.ts';
import { receiptRecordSchema } from './connection/receipt-record.ts';
import type { ReceiptRecord } from './connection/receipt-record.ts';
import type { Owner } from './keeping/kept-port.ts';
import { furtherAccountSchema } from './mailbox/further/further-account.ts';
import type { FurtherAccounts } from './mailbox/further/further-account.ts';
import { modeRecordSchema } from './mode/mode-keeper.ts';
import type { ModeRecord } from './mode/mode-keeper.ts';
import { clockRecordSchema } from './mode/service-clock.ts';
import type { ClockRecord } from './mode/service-clock.ts';
import { positionRecordSchema } from './mode/truth.ts';
import type { StoredTruth } from './mode/truth.ts';
import { ledgerEntrySchema } from './notices/ledger.ts';
import type { Ledger } from './notices/ledger.ts';
import { readOutbox } from './outbox/outbox-entry.ts';
import type { StoredOutbox } from './outbox/outbox.ts';
import type { Draft } from '../../shared/bridge/compose.ts';
import type { Log, RecordKind, Records } from './ports.ts';
import { profileSchema } from './profile/profile.ts';
import type { Profile } from './profile/profile.ts';
import { ONLY } from './record-changes.ts';
import { identitySchema } from './registration/identity.ts';
import type { Identity } from './registration/identity.ts';

/** What belongs to one registration, beside its identity. */
export interface SessionState {
  readonly truth: StoredTruth;
  /** Service time, milliseconds UTC. */
  readonly lastContactMs: number | null;
  readonly mode: ModeRecord | null;
  readonly ledger: Ledger;
  /** In the order in which they were decided. */
  readonly notices: ReadonlyMap<string, Notice>;
  readonly receipts: ReadonlyMap<string, ReceiptRecord>;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly further: FurtherAccounts;
  readonly outbox: StoredOutbox;
}

const ownerSchema = z.object({ serviceId: z.string(), personId: z.string() });

export interface StoredState {
  readonly identity: Identity | null;
  /** There was a registration here, and its identity cannot be read any more. */
  readonly isIdentityLost: boolean;
  /** Whose writing is here, also when the identity is lost. */
  readonly owner: Owner | null;
  readonly profile: Profile | null;
  readonly clock: ClockRecord | null;
  readonly session: SessionState;
}

export const NEW_SESSION: SessionState = {
  truth: { position: null, events: new Map(), standing: null },
  lastContactMs: null,
  mode: null,
  ledger: new Map(),
  notices: new Map(),
  receipts: new Map(),
  drafts: new Map(),
  further: new Map(),
  outbox: { entries: new Map(), messages: new Map() },
};

export const NEW_STATE: StoredState = {
  identity: null,
  isIdentityLost: false,
  owner: null,
  profile: null,
  clock: null,
  session: NEW_SESSION,
};

export async function readStoredState(records: Pick<Records, 'read'>, log: Log): Promise<StoredState> {
  async function all<Schema extends z.ZodType>(
    kind: RecordKind,
    schema: Schema,
  ): Promise<ReadonlyMap<string, z.infer<Schema>>> {
    const found = new Map<string, z.infer<Schema>>();
    for (const [id, value] of await records.read(kind)) {
      const parsed = schema.safeParse(value);
      if (parsed.success) found.set(id, parsed.data);
      else log.write('error', 'a record does not parse and is left out', { kind });
    }
    return found;
  }
  async function only<Schema extends z.ZodType>(
    kind: RecordKind,
    schema: Schema,
  ): Promise<z.infer<Schema> | null> {
    return (await all(kind, schema)).get(ONLY) ?? null;
  }

  const identity = await only('identity', identitySchema);
  const owner = await only('owner', ownerSchema);
  const position = await only('position', positionRecordSchema);
  const clock = await only('clock', clockRecordSchema);
  return {
    identity,
    isIdentityLost: identity === null && (position !== null || clock !== null || owner !== null),
    owner,
    profile: await only('profile', profileSchema),
    clock,
    session: {
      truth: {
        position,
        events: await all('continuity-event', deviceEventSchema),
        standing: await only('standing', standingSchema),
      },
      lastContactMs: clock?.lastContactMs ?? null,
      mode: await only('mode', modeRecordSchema),
      ledger: await all('ledger', ledgerEntrySchema),
      notices: inOrder(await all('notice', noticeSchema)),
      receipts: await all('receipt', receiptRecordSchema),
      drafts: await readDrafts(records, log),
      further: await all('further-account', furtherAccountSchema),
      outbox: await readOutbox(records, log),
    },
  };
}

function inOrder(notices: ReadonlyMap<string, Notice>): ReadonlyMap<string, Notice> {
  return new Map([...notices].sort(([, a], [, b]) => (a.at < b.at ? -1 : Number(a.at > b.at))));
}
