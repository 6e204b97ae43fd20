/** The hash chain of the audit log, pure: what a row's hash covers, and where a chain breaks first (G41). */
import { createHash } from 'node:crypto';
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
  readonly firstBad: { readonly seq: number; readonly reason: BreakReason } | null;
}

/** `missing`: a row is not where it should be; `changed`: a row does not have its hash; `truncated`: the chain ends before an anchor; `copied-without-log`: what followed was left behind when the database file was copied alone. */
export type BreakReason = 'missing' | 'changed' | 'anchor-differs' | 'truncated' | 'copied-without-log';

export const CHAIN_START: ChainState = { seq: 1, prevHash: FIRST_PREV_HASH, firstBad: null };

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

function breakAt(state: ChainState, row: AuditRow, anchors: Anchors): BreakReason | null {
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
