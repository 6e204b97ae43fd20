/** The organisation itself, its revision counter, the log of what changed at each revision, and what others hear of. */
import type { ColumnType, Generated } from 'kysely';
import type { Flag } from './column-types.ts';

export interface OrganisationTables {
  /** Exactly one row. */
  organisation: {
    id: 1;
    serviceId: string;
    name: string;
    /** Random, made when the database is created or restored (interfaces 3). */
    epoch: string;
    /** Grows by one with every change that devices learn of. */
    revision: number;
    /** Changes up to and including this revision are no longer in the log. */
    horizon: number;
    createdAt: string;
    /** 32 random bytes, base64url; signs the access tokens of devices. */
    tokenSecret: string;
    /** Whether whoever administrates needs a second factor. */
    requireSecondFactor: ColumnType<Flag, Flag | undefined>;
  };
  changeLog: {
    revision: number;
    at: string;
    kind: 'continuity-event' | 'standing';
    eventId: string | null;
    /** The affected group after the change; null when the continuity event was deleted. */
    groupId: string | null;
    /** The affected group before, when that was another one or the continuity event was deleted. */
    formerGroupId: string | null;
  };
  /** Whose standing changed at a revision, and what they joined or left by it. */
  changeLogPeople: {
    revision: number;
    personId: string;
    joinedGroupId: string | null;
    leftGroupId: string | null;
  };
  /** A row for each transaction that others must hear of, in the order of commits; the newest are kept. */
  commitLog: {
    number: Generated<number>;
    /** JSON: `News`, in order. */
    news: string;
  };
}
