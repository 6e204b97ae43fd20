/** Notes the audit log's last row outside the database: at the start, within a second of every entry, and when the service stops (G41, G60). */
import type { Kysely } from 'kysely';
import { fromMs, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Emitter, Stop } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';
import type { AuditEntry } from './append.ts';
import type { AnchorFile } from './anchor-file.ts';
import { findAudit, listAudit } from './store.ts';

/** So much of the newest log could be lost unseen: with a kill within it, and a database put back before the next start. */
export const ANCHOR_WITHIN_MS = SECOND_MS;

interface LogLines {
  readonly info: (facts: object, message: string) => void;
  readonly error: (facts: object, message: string) => void;
}

export interface AnchoringNeeds {
  readonly db: Kysely<Tables>;
  readonly file: AnchorFile;
  readonly nowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  /** Rows of the audit log, when they are durable. */
  readonly audited: Pick<Emitter<AuditEntry>, 'subscribe'>;
  /** May be kept on another machine: an anchor that nobody here can take back. */
  readonly log: LogLines;
  readonly failed: (error: unknown) => void;
}

/** Answers with what stops it, after a last anchor. */
export function startAnchoring(needs: AnchoringNeeds): () => Promise<void> {
  let stopTimer: Stop | null = null;
  let last: Promise<void> = tellMissing(needs).catch(needs.failed);
  const note = (): Promise<void> => {
    stopTimer = null;
    last = last.then(() => noteLastRow(needs)).catch(needs.failed);
    return last;
  };
  const stopFollowing = needs.audited.subscribe(() => {
    stopTimer ??= needs.schedule(ANCHOR_WITHIN_MS, () => void note());
  });
  void note();
  return () => {
    stopFollowing();
    stopTimer?.();
    return note();
  };
}

const lastRow = async (db: Kysely<Tables>) =>
  (await listAudit(db, { q: '' }, { afterSeq: null, limit: 1 }))[0];

const MISSING =
  'the audit log lacks entries that were noted outside the database: it was put back, or its end was cut off';

async function tellMissing({ db, file, log }: AnchoringNeeds): Promise<void> {
  const lastNoted = (await file.read()).list.at(-1);
  if (lastNoted === undefined) return;
  const row = await findAudit(db, String(lastNoted.seq));
  if (row?.hash !== lastNoted.hash)
    log.error({ lastNoted, lastKept: (await lastRow(db))?.seq ?? 0 }, MISSING);
}

async function noteLastRow({ db, file, nowMs, log }: AnchoringNeeds): Promise<void> {
  const row = await lastRow(db);
  const before = (await file.read()).list.at(-1);
  if (row === undefined || (before?.seq === row.seq && before.hash === row.hash)) return;
  const anchor = { at: fromMs(nowMs()), seq: row.seq, hash: row.hash };
  await file.append(anchor);
  log.info(anchor, 'the audit log is anchored');
}
