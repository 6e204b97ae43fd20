/** The organisation's row: made with the database, given a new epoch when the database was put back from a backup. */
import type { Kysely } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import { appendAudit } from '../audit/append.ts';
import type { CrashPoint } from '../crash-point.ts';
import { forgetStates } from '../mailbox/store/accounts.ts';
import type { Chance } from './chance.ts';
import { wasPutBack, type Mark, type RevisionMark } from './revision-mark.ts';
import type { Tables } from './tables.ts';

export interface Organisation {
  readonly serviceId: string;
  readonly name: string;
  readonly epoch: string;
  /** 32 random bytes, base64url. */
  readonly tokenSecret: string;
}

/** How far the database that was put back goes, and how far the one before it went, where that is known. */
export interface PutBack {
  readonly revision: number;
  readonly lastMarked: number | null;
  /** The file was copied alone while a service ran on it: what that had not merged is missing (G60). */
  readonly withoutLog?: true;
}

export function putBackWords({ withoutLog }: PutBack): string {
  return `the database was put back from a backup: a new epoch begins, every device gets the whole truth${withoutLog === true ? `; ${WITHOUT_LOG}` : ''}`;
}

const WITHOUT_LOG =
  'its file was copied alone while a service ran: what was committed since that last merged its log is missing';

export interface OrganisationNeeds {
  readonly db: Kysely<Tables>;
  readonly mark: RevisionMark;
  readonly lacksLog: boolean;
  readonly chance: Chance;
  readonly nowMs: number;
  readonly crashPoint: CrashPoint;
  /** Called when a new epoch has begun; the audit log tells of it too. */
  readonly putBack: (facts: PutBack) => void;
}

const EPOCH_BYTES = 16;
const SECRET_BYTES = 32;
const DEFAULT_NAME = 'Continuity Control Service';

/** Before anyone connects. */
export async function openOrganisation(needs: OrganisationNeeds): Promise<Organisation> {
  const { db, mark, lacksLog } = needs;
  const found = await positionOf(db).executeTakeFirst();
  const marked = mark.read();
  if (found === undefined) await create(needs);
  const position = found ?? (await positionOf(db).executeTakeFirstOrThrow());
  // A copy of the file alone may lack the organisation itself: nothing of it had been merged.
  if (lacksLog || (found !== undefined && wasPutBack(marked, found)))
    await beginEpoch(needs, position, marked);
  return db
    .selectFrom('organisation')
    .select(['serviceId', 'name', 'epoch', 'tokenSecret'])
    .executeTakeFirstOrThrow();
}

const positionOf = (db: Kysely<Tables>) => db.selectFrom('organisation').select(['epoch', 'revision']);

async function create({ db, mark, chance, nowMs }: OrganisationNeeds): Promise<void> {
  const epoch = chance.token(EPOCH_BYTES);
  mark.write({ epoch, revision: 0 });
  await db
    .insertInto('organisation')
    .values({
      id: 1,
      serviceId: chance.id(),
      name: DEFAULT_NAME,
      epoch,
      revision: 0,
      horizon: 0,
      createdAt: fromMs(nowMs),
      tokenSecret: chance.token(SECRET_BYTES),
    })
    .execute();
}

/** The mark first: a crash before the database follows leaves two epochs that differ, and the next start does it again. */
async function beginEpoch(needs: OrganisationNeeds, found: Mark, marked: Mark | null): Promise<void> {
  const { db, mark, lacksLog, chance, nowMs, crashPoint } = needs;
  const { revision } = found;
  const lastMarked = marked?.epoch === found.epoch ? marked.revision : null;
  const facts = { revision, lastMarked, ...(lacksLog ? { withoutLog: true as const } : {}) };
  const epoch = chance.token(EPOCH_BYTES);
  mark.write({ epoch, revision });
  crashPoint('restore-epoch');
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable('organisation').set({ epoch }).execute();
    await forgetStates(transaction);
    const entry = {
      service: 'continuity',
      actor: 'service',
      action: 'database.restore',
      target: 'database',
      detail: facts,
    } as const;
    await appendAudit(transaction, entry, fromMs(nowMs));
  });
  needs.putBack(facts);
}
