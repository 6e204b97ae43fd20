/** What a person wrote that has not gone out, as records: read for keeping, and put back at the next sign-in (G59). */
import { draftSchema, type UnsentRow } from '../../../shared/bridge/compose.ts';
import { outboxEntrySchema } from '../outbox/outbox-entry.ts';
import type { Log, RecordChange, Records } from '../ports.ts';
import type { Identity } from '../registration/identity.ts';
import type { KeptWriting, Owner } from './kept-port.ts';

export interface Unsent {
  readonly records: readonly RecordChange[];
  /** One for each message and draft. */
  readonly rows: readonly UnsentRow[];
}

export const ownerOf = ({ service, person }: Identity): Owner => ({
  serviceId: service.id,
  personId: person.id,
});

/** Rejects with a `StoreError`. */
export async function readUnsent(records: Pick<Records, 'read'>): Promise<Unsent> {
  const messages = [...(await records.read('outbox'))].filter(([, value]) => !isOver(value));
  const drafts = [...(await records.read('draft'))];
  const waiting = new Set(messages.map(([id]) => id));
  const raw = [...(await records.read('outbox-message'))].filter(([id]) => waiting.has(id));
  const files = [...(await records.read('draft-file'))];
  return {
    records: [
      ...messages.map(([id, value]): RecordChange => ({ kind: 'outbox', id, value })),
      ...raw.map(([id, value]): RecordChange => ({ kind: 'outbox-message', id, value })),
      ...drafts.map(([id, value]): RecordChange => ({ kind: 'draft', id, value })),
      ...files.map(([id, value]): RecordChange => ({ kind: 'draft-file', id, value })),
    ],
    rows: [
      ...messages.flatMap(([, value]) => rowsOf('outbox', outboxEntrySchema.safeParse(value).data?.draft)),
      ...drafts.flatMap(([, value]) => rowsOf('draft', draftSchema.safeParse(value).data)),
    ],
  };
}

/** What cannot be read is kept as it is: it may be a newer version's. */
function isOver(value: unknown): boolean {
  const name = outboxEntrySchema.safeParse(value).data?.state.name;
  return name === 'sent' || name === 'cancelled';
}

function rowsOf(
  kind: UnsentRow['kind'],
  draft: { readonly to: readonly { name: string; address: string }[]; readonly subject: string } | undefined,
): readonly UnsentRow[] {
  if (draft === undefined) return [];
  const to = draft.to.map(({ name, address }) => (name === '' ? address : name)).join(', ');
  return [{ kind, to, subject: draft.subject }];
}

export interface RestoreNeeds {
  readonly records: Pick<Records, 'read' | 'write'>;
  readonly kept: Pick<KeptWriting, 'bundles'>;
  readonly log: Log;
}

/**
 * Puts back what is kept for this person: durable here first, then gone there. Answers whether anything came back; a disk
 * that refuses leaves it for the next time.
 */
export async function restoreUnsent({ records, kept, log }: RestoreNeeds, owner: Owner): Promise<boolean> {
  let cameBack = false;
  try {
    for (const bundle of await kept.bundles(owner)) {
      const isHere = await anyIsHere(records, bundle.records);
      // A bundle is written in one piece: where one of it is, all of it was taken over, and the process died before it could forget.
      if (!isHere) await records.write(bundle.records);
      cameBack ||= !isHere;
      await bundle.remove();
    }
  } catch (cause) {
    log.write('error', 'kept mail could not be put back now', { cause: String(cause) });
  }
  return cameBack;
}

async function anyIsHere(records: Pick<Records, 'read'>, wanted: readonly RecordChange[]): Promise<boolean> {
  const here = { outbox: await records.read('outbox'), draft: await records.read('draft') };
  return wanted.some(({ kind, id }) => (kind === 'outbox' || kind === 'draft') && here[kind].has(id));
}
