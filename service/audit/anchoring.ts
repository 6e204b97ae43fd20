/** Notes the audit log's last row outside the database: at the start, every hour, and when the service stops (G41). */
import type { Kysely } from 'kysely';
import { fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';
import type { AnchorFile } from './anchor-file.ts';
import type { Anchor } from './anchors.ts';
import { listAudit } from './store.ts';

/** So much of the newest log could be cut off unseen by who stops the service first. */
const ANCHOR_EVERY_MS = HOUR_MS;

export interface AnchoringNeeds {
  readonly db: Kysely<Tables>;
  readonly file: AnchorFile;
  readonly nowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  /** The service's own log may be kept on another machine: an anchor that nobody here can take back. */
  readonly noted: (anchor: Anchor) => void;
  readonly failed: (error: unknown) => void;
}

/** Answers with what stops it, after a last anchor. */
export function startAnchoring(needs: AnchoringNeeds): () => Promise<void> {
  let stopTimer: Stop = () => undefined;
  let last: Promise<void> = Promise.resolve();
  const note = (): Promise<void> => {
    last = last.then(() => noteLastRow(needs)).catch(needs.failed);
    return last;
  };
  const tick = (): void => {
    stopTimer = needs.schedule(ANCHOR_EVERY_MS, tick);
    void note();
  };
  tick();
  return () => {
    stopTimer();
    return note();
  };
}

async function noteLastRow({ db, file, nowMs, noted }: AnchoringNeeds): Promise<void> {
  const [row] = await listAudit(db, { q: '' }, { afterSeq: null, limit: 1 });
  const before = (await file.read()).list.at(-1);
  if (row === undefined || (before?.seq === row.seq && before.hash === row.hash)) return;
  const anchor = { at: fromMs(nowMs()), seq: row.seq, hash: row.hash };
  await file.append(anchor);
  noted(anchor);
}
