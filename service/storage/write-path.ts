/** The one way to change the database: work, change log, audit and what others hear of it in one transaction. */
import type { Kysely, Transaction } from 'kysely';
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { AuditEntry } from '../audit/append.ts';
import { appendAudit } from '../audit/append.ts';
import type { CommittedChange } from '../committed-change.ts';
import type { CrashPoint } from '../crash-point.ts';
import { createSlice } from '../loop-turns.ts';
import { appendCommit, type News } from './commit-log.ts';
import type { Follower } from './follower.ts';
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

/** What has no revision, and is told all the same. */
type Announced = Exclude<CommittedChange, { readonly revision: number } | { readonly kind: 'mailbox' }>;

export interface Unit {
  /** Reads and writes of the transaction; the outer `db` would wait for it for ever. */
  readonly db: Transaction<Tables>;
  readonly nowMs: number;
  /** Bumps the organisation's revision and returns it. */
  readonly record: (change: RecordedChange) => Promise<number>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** An account's JMAP state is another; told once, with the last of them. */
  readonly accountMoved: (accountId: string, state: string) => void;
  readonly announce: (change: Announced) => void;
}

export interface WritePath {
  /**
   * All of `work` or nothing of it, and others told of it before it resolves. Rejects with what `work` threw, or a
   * `StorageError`.
   */
  readonly transact: <Value>(work: (unit: Unit) => Promise<Value>) => Promise<Value>;
}

export interface WritePathNeeds {
  readonly db: Kysely<Tables>;
  readonly nowMs: () => number;
  readonly follower: Pick<Follower, 'follow'>;
  readonly crashPoint: CrashPoint;
  /** Remembers a revision before it is committed (G16); must be durable when it returns. */
  readonly mark: (revision: number) => void;
  /** What was committed could not be told: it is with the next. */
  readonly failed: (error: unknown) => void;
}

export function createWritePath(needs: WritePathNeeds): WritePath {
  const { db, follower, crashPoint, failed } = needs;
  // One at a time, telling included: a transaction that waits for nobody but the database.
  let last: Promise<unknown> = Promise.resolve();
  return {
    transact(work) {
      // Told over the same connection: others would be asked first, and thousands may be waiting.
      const turn = last.then(() =>
        db.connection().execute(async (connection) => {
          const { value, news } = await inTransaction(
            { ...needs, db: connection, nowMs: needs.nowMs() },
            work,
          );
          if (news.some(({ kind }) => kind === 'continuity-event'))
            crashPoint('event-committed-before-fanout');
          if (news.length > 0) await follower.follow(connection).catch(failed);
          return value;
        }),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

interface Done<Value> {
  readonly value: Value;
  readonly news: readonly News[];
}

async function inTransaction<Value>(
  { db, nowMs, crashPoint, mark }: Omit<WritePathNeeds, 'nowMs'> & { readonly nowMs: number },
  work: (unit: Unit) => Promise<Value>,
): Promise<Done<Value>> {
  const news: News[] = [];
  const accounts = new Map<string, string>();
  try {
    const value = await db.transaction().execute(async (transaction) => {
      const done = await work({
        db: transaction,
        nowMs,
        record: async (change) => {
          const revision = await nextRevision(transaction);
          await logChange(transaction, revision, fromMs(nowMs), change);
          news.push(committed(revision, change));
          return revision;
        },
        audit: async (entry) => {
          crashPoint('audit-row-before-hash');
          await appendAudit(transaction, entry, fromMs(nowMs));
          const { service, action, target } = entry;
          news.push({ kind: 'audited', service, action, target });
        },
        accountMoved: (accountId, state) => accounts.set(accountId, state),
        announce: (change) => news.push(change),
      });
      for (const [accountId, state] of accounts) news.push({ kind: 'mailbox', accountId, state });
      if (news.length > 0) await appendCommit(transaction, news);
      const revision = lastRevision(news);
      if (revision !== null) mark(revision);
      return done;
    });
    return { value, news };
  } catch (error) {
    throw asStorageError(error);
  }
}

function lastRevision(news: readonly News[]): number | null {
  return news.reduce<number | null>((last, one) => ('revision' in one ? one.revision : last), null);
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
