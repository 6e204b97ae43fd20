/** Notes the audit log's last row outside the database: at the start, within a second of every entry, and when the service stops (G41, G60). */
import type { Kysely } from 'kysely';
import { fromMs, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Emitter, Stop } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';
import type { Audited } from '../storage/commit-log.ts';
import type { AnchorFile } from './anchor-file.ts';
import { endsOf, lastRemovedOf } from './anchors.ts';
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
  readonly audited: Pick<Emitter<Audited>, 'subscribe'>;
  /** May be kept on another machine: an anchor that nobody here can take back. */
  readonly log: LogLines;
  readonly failed: (error: unknown) => void;
}

/** Answers with what stops it, after a last anchor. */
export function startAnchoring(needs: AnchoringNeeds): () => Promise<void> {
  let stopTimer: Stop | null = null;
  let last: Promise<void> = beginAnew(needs)
    .then(() => tellMissing(needs))
    .catch(needs.failed);
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

/** An administrator has put the anchors aside: where the log begins is then known by itself alone. */
async function beginAnew({ db, file, nowMs, log }: AnchoringNeeds): Promise<void> {
  const removed = await db.selectFrom('auditStart').select(['seq', 'hash']).executeTakeFirst();
  if (removed === undefined || (await file.read()).list.length > 0) return;
  await file.append({ at: fromMs(nowMs()), ...removed, removal: { firstBad: null } });
  log.error(removed, 'nothing was noted of the audit log: its beginning is taken from the database');
}

const MISSING =
  'the audit log lacks entries that were noted outside the database: it was put back, or its end was cut off';

async function tellMissing({ db, file, log }: AnchoringNeeds): Promise<void> {
  const { list } = await file.read();
  const lastNoted = endsOf(list).at(-1);
  // Of what is removed nothing else is to be there than what it was noted for.
  if (lastNoted === undefined || lastNoted.seq <= (lastRemovedOf(list)?.seq ?? 0)) return;
  const row = await findAudit(db, String(lastNoted.seq));
  if (row?.hash !== lastNoted.hash)
    log.error({ lastNoted, lastKept: (await lastRow(db))?.seq ?? 0 }, MISSING);
}

async function noteLastRow({ db, file, nowMs, log }: AnchoringNeeds): Promise<void> {
  const row = await lastRow(db);
  const before = endsOf((await file.read()).list).at(-1);
  if (row === undefined || (before?.seq === row.seq && before.hash === row.hash)) return;
  const anchor = { at: fromMs(nowMs()), seq: row.seq, hash: row.hash };
  await file.append(anchor);
  log.info(anchor, 'the audit log is anchored');
}
