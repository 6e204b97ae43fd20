/** Takes accepted messages from disk into mailboxes, in the background and in batches; nothing accepted is ever skipped. */
import { toMs } from '../../shared/domain/instant.ts';
import { inMailWindow } from '../../shared/domain/mail-window.ts';
import type { Placement } from './emails.ts';
import { readEnvelope, type MailEnvelope } from './message-file.ts';
import type { MessageFiles } from './message-files.ts';
import type { Forwarding } from './ports.ts';
import type { ParseAnswer } from './mime/parse-worker.ts';
import type { ParsedMail } from '../../shared/mail/mail-content.ts';
import { describeRefused } from './mime/refused-mail.ts';
import type { Parser } from './mime/parser.ts';
import type { Arrival } from './store/deliver.ts';

/** One transaction, and so one fsync, for so many messages. */
export const INGEST_BATCH = 32;

/** Ids held in memory; what arrives beyond is found on disk again when these are done. */
export const INGEST_QUEUE = 10_000;

const REFUSED_HEAD_BYTES = 64 * 1024;

export interface IngestPorts {
  readonly files: Pick<MessageFiles, 'ids' | 'head' | 'read' | 'remove' | 'pathOf'>;
  readonly parser: Pick<Parser, 'parse'>;
  readonly nowMs: () => number;
  /** The time by which mail is too old to be taken in. */
  readonly settledMs: () => number;
  /** Whether a message is of use although it is too old for any mailbox: it has not gone on yet. */
  readonly goesOn: Forwarding['goesOn'];
  /** Stores a batch; what is stored already is left alone. */
  readonly store: (arrivals: readonly Arrival[]) => Promise<void>;
  /** Which of these are stored. */
  readonly stored: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly failed: (error: unknown) => void;
  /** Resolves when there is time for what has waited so long: accepting mail comes first. */
  readonly turn: (waitedMs: number) => Promise<void>;
  /** What failed is looked for on disk again after a while. */
  readonly retryLater: (run: () => void) => void;
}

interface Waiting {
  readonly id: string;
  /** UTC, milliseconds. */
  readonly sinceMs: number;
}

export interface Ingest {
  readonly offer: (id: string) => void;
  /** Looks on disk for what was accepted and not ingested. */
  readonly recover: () => Promise<void>;
  /** Resolves when nothing is left to do. */
  readonly idle: () => Promise<void>;
  readonly waiting: () => number;
  /** Finishes the batch under way; the rest is found at the next start. */
  readonly stop: () => Promise<void>;
}

export function createIngest(ports: IngestPorts): Ingest {
  const queue: Waiting[] = [];
  let underWay = 0;
  let again: 'no' | 'when-drained' | 'later' = 'no';
  let stopped = false;
  let running: Promise<void> | null = null;
  const failed = (error: unknown): void => {
    ports.failed(error);
    if (again !== 'later') ports.retryLater(() => void recover().catch(failed));
    again = 'later';
  };
  const recover = async (): Promise<void> => {
    again = 'no';
    // Ids begin with the time: in the order of arrival, as far as a disk knows it.
    const ids = [...(await ports.files.ids())].sort();
    const stored = await ports.stored(ids);
    for (const id of ids) if (!stored.has(id)) offer(id);
  };
  const drain = async (): Promise<void> => {
    for (let [first] = queue; !stopped && first !== undefined; [first] = queue) {
      await ports.turn(ports.nowMs() - first.sinceMs);
      const batch = queue.splice(0, INGEST_BATCH);
      underWay = batch.length;
      await ingestBatch(ports, batch, failed);
      underWay = 0;
      if (queue.length === 0 && again === 'when-drained') await recover().catch(failed);
    }
    // Here and not when the promise settles: what is offered in between would find somebody at work.
    running = null;
  };
  const start = (): void => {
    if (!stopped) running ??= drain();
  };
  const offer = (id: string): void => {
    if (queue.length < INGEST_QUEUE) queue.push({ id, sinceMs: ports.nowMs() });
    else if (again === 'no') again = 'when-drained';
    start();
  };
  return {
    offer,
    recover,
    waiting: () => queue.length + underWay,
    idle: async () => {
      while (running !== null) await running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** What fails is reported and stays on disk; it does not keep the others waiting. */
async function ingestBatch(
  ports: IngestPorts,
  batch: readonly Waiting[],
  failed: (error: unknown) => void,
): Promise<void> {
  const arrivals: Arrival[] = [];
  // All are asked for at once; the parser answers one after the other.
  for (const reading of batch.map(({ id }) => readArrival(ports, id).catch(failed))) {
    const arrival = await reading;
    if (arrival) arrivals.push(arrival);
  }
  await ports.store(arrivals).catch(failed);
}

/** null: gone, or removed now: too old, or cut off by a crash before anybody was told that it was accepted. */
async function readArrival(ports: IngestPorts, id: string): Promise<Arrival | null> {
  const answer = await ports.parser.parse({ path: ports.files.pathOf(id) });
  if (answer.kind === 'unread') throw new Error(`message ${id} cannot be read: ${answer.message}`);
  if (answer.kind === 'cut-off') return drop(ports, id);
  const arrival =
    answer.kind === 'parsed'
      ? arrivalOf(id, readEnvelope(answer.envelope), answer.size, answer.mail)
      : await readRefused(ports, id, answer);
  if (arrival === null || inMailWindow(arrival.receivedAtMs, ports.settledMs())) return arrival;
  return ports.goesOn(arrival.envelope) ? { ...arrival, placements: [] } : drop(ports, id);
}

async function drop({ files }: IngestPorts, id: string): Promise<null> {
  await files.remove([id]);
  return null;
}

type Refused = Extract<ParseAnswer, { kind: 'refused' }>;

/** What the worker gave up on is read here as far as that costs nothing. */
async function readRefused(
  ports: IngestPorts,
  id: string,
  { refusal, digest }: Refused,
): Promise<Arrival | null> {
  const [head, start] = [await ports.files.head(id), await ports.files.read(id, 0, REFUSED_HEAD_BYTES)];
  if (head === null || start === null) return null;
  return arrivalOf(id, head.envelope, head.size, describeRefused(start, head.size, refusal, digest));
}

function arrivalOf(id: string, envelope: MailEnvelope, size: number, mail: ParsedMail): Arrival {
  return {
    id,
    receivedAtMs: toMs(envelope.receivedAt),
    size,
    mail,
    placements: placementsOf(envelope),
    envelope,
  };
}

/** Each mailbox once, whether a person was addressed once or through three lists. */
export function placementsOf(envelope: MailEnvelope): readonly Placement[] {
  const unread = { seen: false, flagged: false, answered: false, draft: false, ownHash: null };
  const receivers = new Set(envelope.deliveries.flatMap((delivery) => delivery.personIds));
  const inbox = Array.from(receivers, (accountId) => ({ accountId, mailbox: 'inbox' as const, ...unread }));
  if (envelope.sentBy === null) return inbox;
  return [...inbox, { accountId: envelope.sentBy, mailbox: 'sent', ...unread, seen: true }];
}
