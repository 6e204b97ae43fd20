/** Sessions of the console: random, stored as hashes, and over after a while whatever the page does (ASVS 5.0, V7). */
import type { Kysely } from 'kysely';
import type { Role } from '../../shared/domain/access.ts';
import { fromMs, HOUR_MS, MINUTE_MS, toMs } from '../../shared/domain/instant.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { mustEnrol } from './second-factor/factor-store.ts';
import { hashOf, sealOf, SECRET_BYTES } from './secrets.ts';

/** A console that is open asks all the time; one that is not was left. */
export const SESSION_IDLE_MS = HOUR_MS;
/** A shift. */
export const SESSION_MAX_MS = 12 * HOUR_MS;
/** Each is a write that waits for the disk. */
const SEEN_EVERY_MS = MINUTE_MS;

export interface OpenSession {
  readonly secretHash: string;
  /** Only whoever holds the cookie, and pages that may read our answers, can know it. */
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export interface FoundSession extends OpenSession {
  readonly administratorId: string;
  readonly role: Role;
  /** May do nothing but set up the second factor that the organisation asks for. */
  readonly mustEnrol: boolean;
}

export interface Sessions {
  readonly start: (
    administratorId: string,
    remoteAddress: string,
  ) => Promise<OpenSession & { readonly secret: string }>;
  /** null: there is none, or it is over. */
  readonly find: (secret: string) => Promise<FoundSession | null>;
  /** Whether it is not over yet; asking keeps it open no longer. */
  readonly isOpen: (session: Pick<FoundSession, 'secretHash'>) => Promise<boolean>;
  readonly end: (session: Pick<FoundSession, 'secretHash' | 'administratorId'>) => Promise<void>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly chance: Chance;
  /** Without what a lab adds: time travel signs nobody out. */
  readonly nowMs: () => number;
}

export function createSessions({ db, writePath, chance, nowMs }: Needs): Sessions {
  return {
    start: (administratorId, remoteAddress) =>
      writePath.transact(async (unit) => {
        await forgetOver(unit, nowMs());
        const secret = chance.token(SECRET_BYTES);
        const session = openSession(secret, nowMs());
        const at = fromMs(nowMs());
        const { secretHash } = session;
        await unit.db
          .insertInto('sessions')
          .values({ secretHash, administratorId, createdAt: at, lastSeenAt: at })
          .execute();
        await unit.db
          .updateTable('administrators')
          .set({ lastSignInAt: at })
          .where('id', '=', administratorId)
          .execute();
        await audit(unit, 'administrator.sign-in', administratorId, { remoteAddress });
        return { ...session, secret };
      }),
    async find(secret) {
      const row = await openRow(db, hashOf(secret), nowMs());
      if (row === undefined) return null;
      const session = openSession(secret, toMs(row.createdAt));
      if (nowMs() - toMs(row.lastSeenAt) >= SEEN_EVERY_MS) await seen(db, session.secretHash, nowMs());
      const { administratorId, role } = row;
      return { ...session, administratorId, role, mustEnrol: await mustEnrol(db, administratorId) };
    },
    isOpen: async ({ secretHash }) => (await openRow(db, secretHash, nowMs())) !== undefined,
    end: ({ secretHash, administratorId }) =>
      writePath.transact(async (unit) => {
        await unit.db.deleteFrom('sessions').where('secretHash', '=', secretHash).execute();
        await audit(unit, 'administrator.sign-out', administratorId, {});
      }),
  };
}

interface OpenRow {
  readonly administratorId: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

function openRow(db: Kysely<Tables>, secretHash: string, nowMs: number): Promise<OpenRow | undefined> {
  return db
    .selectFrom('sessions')
    .innerJoin('administrators', 'administrators.id', 'sessions.administratorId')
    .select(['administratorId', 'role', 'sessions.createdAt', 'lastSeenAt'])
    .where('secretHash', '=', secretHash)
    .where('sessions.createdAt', '>', fromMs(nowMs - SESSION_MAX_MS))
    .where('lastSeenAt', '>', fromMs(nowMs - SESSION_IDLE_MS))
    .executeTakeFirst();
}

function openSession(secret: string, createdAtMs: number): OpenSession {
  return {
    secretHash: hashOf(secret),
    csrfToken: sealOf(secret, 'csrf', ''),
    expiresAt: fromMs(createdAtMs + SESSION_MAX_MS),
  };
}

async function seen(db: Kysely<Tables>, secretHash: string, nowMs: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ lastSeenAt: fromMs(nowMs) })
    .where('secretHash', '=', secretHash)
    .execute();
}

async function forgetOver(unit: Unit, nowMs: number): Promise<void> {
  await unit.db
    .deleteFrom('sessions')
    .where((row) =>
      row.or([
        row('createdAt', '<=', fromMs(nowMs - SESSION_MAX_MS)),
        row('lastSeenAt', '<=', fromMs(nowMs - SESSION_IDLE_MS)),
      ]),
    )
    .execute();
}

function audit(unit: Unit, action: string, administratorId: string, detail: unknown): Promise<void> {
  const actor = `administrator:${administratorId}`;
  return unit.audit({ service: 'access', actor, action, target: administratorId, detail });
}
