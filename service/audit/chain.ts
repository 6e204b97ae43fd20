/** The hash chain of the audit log, pure: what a row's hash covers, and where a chain breaks first (G41). */
import { createHash } from 'node:crypto';
import type { FirstBad } from '../../shared/http/audit.ts';
import type { Anchors } from './anchors.ts';

export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly service: string;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  /** JSON, canonical. */
  readonly detail: string;
  readonly prevHash: string;
  readonly hash: string;
}

export const FIRST_PREV_HASH = '0'.repeat(64);

/** SHA-256, hexadecimal, over every field but the hash, in this order; a JSON array keeps the fields apart. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const covered = [row.seq, row.at, row.service, row.actor, row.action, row.target, row.detail, row.prevHash];
  return createHash('sha256').update(JSON.stringify(covered)).digest('hex');
}

/** Without an anchor, a row noted elsewhere, nobody can tell that the end was cut off. */
export interface ChainState {
  /** The next row's number. */
  readonly seq: number;
  readonly prevHash: string;
  readonly firstBad: FirstBad | null;
}

/** The last row that the service itself has let go of, as it was noted outside the database. */
export interface LastRemoved {
  readonly seq: number;
  readonly hash: string;
  /** Of what was removed up to it: a break stays known when its rows are gone. */
  readonly firstBad: FirstBad | null;
}

export const CHAIN_START: ChainState = { seq: 1, prevHash: FIRST_PREV_HASH, firstBad: null };

/**
 * Where a chain may begin: with row 1, or behind the last row that was removed. Rows before that one may be gone or still
 * waiting for it; those that are there lead to it, and it is an anchor.
 */
export function chainStart(
  removed: LastRemoved | null,
  first: Pick<AuditRow, 'seq' | 'prevHash'> | undefined,
): ChainState {
  if (removed === null) return CHAIN_START;
  const { seq, hash, firstBad } = removed;
  if (first === undefined || first.seq > seq) return { seq: seq + 1, prevHash: hash, firstBad };
  return { seq: first.seq, prevHash: first.prevHash, firstBad };
}

/** Walks one row on; the first break stays the answer. */
export function walk(state: ChainState, row: AuditRow, anchors: Anchors): ChainState {
  if (state.firstBad !== null) return state;
  const reason = breakAt(state, row, anchors);
  if (reason !== null) return { ...state, firstBad: { seq: state.seq, reason } };
  return { seq: row.seq + 1, prevHash: row.hash, firstBad: null };
}

/** After the last row: an anchor beyond the end shows that rows were cut off. */
export function finish(state: ChainState, anchors: Anchors): ChainState {
  const beyond = [...anchors.keys()].some((seq) => seq >= state.seq);
  if (state.firstBad !== null || !beyond) return state;
  return { ...state, firstBad: { seq: state.seq, reason: 'truncated' } };
}

function breakAt(state: ChainState, row: AuditRow, anchors: Anchors): FirstBad['reason'] | null {
  if (row.seq !== state.seq) return 'missing';
  if (row.prevHash !== state.prevHash || row.hash !== hashOf(row)) return 'changed';
  const noted = [...(anchors.get(row.seq) ?? [])];
  if (noted.some((hash) => hash !== row.hash)) return 'anchor-differs';
  return tellsOfMissingLog(row) ? 'copied-without-log' : null;
}

/** What the service wrote of itself when it started on such a copy. */
function tellsOfMissingLog({ action, detail }: AuditRow): boolean {
  return action === 'database.restore' && detail.includes('"withoutLog":true');
}
