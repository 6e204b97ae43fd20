/** The one way to change the database: work, change log and audit in one transaction, announcements after it is durable. */
import type { Kysely, Transaction } from 'kysely';
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { AuditEntry } from '../audit/append.ts';
import { appendAudit } from '../audit/append.ts';
import type { CommittedChange } from '../committed-change.ts';
import type { CrashPoint } from '../crash-point.ts';
import { createSlice } from '../loop-turns.ts';
import { chunksOf } from './rows.ts';
import { asStorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** Whose standing changed, and the group that a person joined or left by it. */
export interface StandingChange {
  readonly userId: string;
  readonly joinedGroupId?: string;
  readonly leftGroupId?: string;
}

/** A change that devices learn of: it gets a revision of its own. */
export type RecordedChange =
  | {
      readonly kind: 'continuity-event';
      readonly eventId: string;
      /** null: deleted. */
      readonly event: DeviceEvent | null;
      readonly formerGroupId: string | null;
    }
  /** At least one person, each at most once. */
  | { readonly kind: 'standing'; readonly people: readonly StandingChange[] };

export interface Unit {
  /** Reads and writes of the transaction; the outer `db` would wait for it for ever. */
  readonly db: Transaction<Tables>;
  readonly nowMs: number;
  /** Bumps the organisation's revision and returns it. */
  readonly record: (change: RecordedChange) => Promise<number>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** Announced after the commit, without a revision. */
  readonly announce: (change: Exclude<CommittedChange, { readonly revision: number }>) => void;
}

export interface WritePath {
  /** All of `work` or nothing of it. Rejects with what `work` threw, or a `StorageError`. */
  readonly transact: <Value>(work: (unit: Unit) => Promise<Value>) => Promise<Value>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly nowMs: () => number;
  /** Called once for each change, in the order of revisions; must not throw. */
  readonly announce: (change: CommittedChange) => void;
  /** Called once for each row of the audit log, after the commit; must not throw. */
  readonly audited: (entry: AuditEntry) => void;
  readonly crashPoint: CrashPoint;
  /** Remembers a revision before it is committed (G16); must be durable when it returns. */
  readonly mark: (revision: number) => void;
}

export function createWritePath(needs: Needs): WritePath {
  const { announce, audited, crashPoint } = needs;
  // One at a time, announcements included: otherwise a later revision could be announced before an earlier one.
  let last: Promise<unknown> = Promise.resolve();
  return {
    transact(work) {
      const turn = last.then(async () => {
        const { value, changes, entries } = await inTransaction({ ...needs, nowMs: needs.nowMs() }, work);
        if (changes.some(({ kind }) => kind === 'continuity-event')) {
          crashPoint('event-committed-before-fanout');
        }
        for (const change of changes) announce(change);
        for (const entry of entries) audited(entry);
        return value;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

interface Done<Value> {
  readonly value: Value;
  readonly changes: readonly CommittedChange[];
  readonly entries: readonly AuditEntry[];
}

async function inTransaction<Value>(
  { db, nowMs, crashPoint, mark }: Omit<Needs, 'nowMs' | 'announce' | 'audited'> & { readonly nowMs: number },
  work: (unit: Unit) => Promise<Value>,
): Promise<Done<Value>> {
  const changes: CommittedChange[] = [];
  const entries: AuditEntry[] = [];
  try {
    const value = await db.transaction().execute(async (transaction) => {
      const done = await work({
        db: transaction,
        nowMs,
        record: async (change) => {
          const revision = await nextRevision(transaction);
          await logChange(transaction, revision, fromMs(nowMs), change);
          changes.push(committed(revision, change));
          return revision;
        },
        audit: async (entry) => {
          crashPoint('audit-row-before-hash');
          await appendAudit(transaction, entry, fromMs(nowMs));
          entries.push(entry);
        },
        announce: (change) => changes.push(change),
      });
      const revision = lastRevision(changes);
      if (revision !== null) mark(revision);
      return done;
    });
    return { value, changes, entries };
  } catch (error) {
    throw asStorageError(error);
  }
}

function lastRevision(changes: readonly CommittedChange[]): number | null {
  return changes.reduce<number | null>(
    (last, change) => ('revision' in change ? change.revision : last),
    null,
  );
}

async function nextRevision(db: Transaction<Tables>): Promise<number> {
  const { revision } = await db
    .updateTable('organisation')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

async function logChange(
  db: Transaction<Tables>,
  revision: number,
  at: string,
  change: RecordedChange,
): Promise<void> {
  const isEvent = change.kind === 'continuity-event';
  await db
    .insertInto('changeLog')
    .values({
      revision,
      at,
      kind: change.kind,
      eventId: isEvent ? change.eventId : null,
      groupId: isEvent ? (change.event?.affectedGroupId ?? null) : null,
      formerGroupId: isEvent ? change.formerGroupId : null,
    })
    .execute();
  if (isEvent) return;
  const slice = createSlice();
  for (const part of chunksOf(change.people)) {
    await db
      .insertInto('changeLogPeople')
      .values(
        part.map(({ userId, joinedGroupId, leftGroupId }) => ({
          revision,
          personId: userId,
          joinedGroupId: joinedGroupId ?? null,
          leftGroupId: leftGroupId ?? null,
        })),
      )
      .execute();
    await slice.rest();
  }
}

function committed(revision: number, change: RecordedChange): CommittedChange {
  if (change.kind === 'continuity-event') return { ...change, revision };
  return { kind: 'standing', revision, userIds: change.people.map((person) => person.userId) };
}
