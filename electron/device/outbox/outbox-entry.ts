/** A message on its way out as it is kept, and as it is read back after a restart. */
import { z } from 'zod';
import { draftSchema, type OutboxRow } from '../../../shared/bridge/compose.ts';
import { fromMs } from '../../../shared/domain/instant.ts';
import type { Log, Records } from '../ports.ts';
import { nextOutbox } from './outbox-next.ts';
import type { StoredOutbox } from './outbox.ts';

const stateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('undoable'), untilMs: z.number() }),
  z.object({ name: z.literal('waiting') }),
  z.object({ name: z.literal('unsure'), attempts: z.number(), notBeforeMs: z.number() }),
  z.object({ name: z.literal('sending'), attempts: z.number() }),
  z.object({ name: z.literal('taking-back'), attempts: z.number(), notBeforeMs: z.number() }),
  z.object({ name: z.literal('asking-back'), attempts: z.number() }),
  z.object({ name: z.literal('sent') }),
  z.object({ name: z.literal('cancelled') }),
  z.object({ name: z.literal('refused'), problem: z.string() }),
]);

export const outboxEntrySchema = z.object({
  /** Made before the first attempt, and unique for ever: the Message-ID, without its brackets (G29). */
  id: z.string().min(1),
  state: stateSchema,
  queuedAtMs: z.number(),
  mailFrom: z.string(),
  rcptTo: z.array(z.string()),
  /** What it becomes again when it is taken back. */
  draft: draftSchema,
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

export function outboxRow({ id, state, queuedAtMs, draft }: OutboxEntry): OutboxRow {
  return {
    id,
    to: draft.to.map(({ name, address }) => (name === '' ? address : name)).join(', '),
    subject: draft.subject,
    queuedAt: fromMs(queuedAtMs),
    state: SHOWN[state.name],
    problem: state.name === 'refused' ? state.problem : null,
  };
}

/** Fine states inside, few words outside. */
const SHOWN: Readonly<Record<OutboxEntry['state']['name'], OutboxRow['state']>> = {
  undoable: 'undoable',
  waiting: 'waiting',
  unsure: 'waiting',
  sending: 'sending',
  'taking-back': 'taking-back',
  'asking-back': 'taking-back',
  sent: 'sent',
  cancelled: 'cancelled',
  refused: 'refused',
};

const AT_ONCE = 0;

/** What was under way when the process ended is unsure now. In the order of sending. */
export async function readOutbox(records: Pick<Records, 'read'>, log: Log): Promise<StoredOutbox> {
  const found: OutboxEntry[] = [];
  for (const value of (await records.read('outbox')).values()) {
    const parsed = outboxEntrySchema.safeParse(value);
    if (!parsed.success) {
      log.write('error', 'a message of the outbox cannot be read', { kind: 'outbox' });
      continue;
    }
    const { state } = nextOutbox(parsed.data.state, { type: 'restarted' }, AT_ONCE);
    found.push({ ...parsed.data, state });
  }
  found.sort((a, b) => a.queuedAtMs - b.queuedAtMs);
  const messages = new Map<string, Uint8Array>();
  for (const [id, value] of await records.read('outbox-message'))
    if (typeof value === 'string') messages.set(id, Buffer.from(value, 'base64'));
  return { entries: new Map(found.map((entry) => [entry.id, entry])), messages };
}
