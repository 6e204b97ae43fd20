/** What the service knows and does, without any socket: the capabilities, put together by hand over one database. */
import type { Kysely } from 'kysely';
import { fromMs } from '../shared/domain/instant.ts';
import type { DeviceRecords, ServiceClock, Truth } from './channel/ports.ts';
import type { CrashPoint } from './crash-point.ts';
import { NO_CRASH_POINTS } from '../shared/lib/crash-point.ts';
import {
  createContinuityEvents,
  type ContinuityEvents,
  type Recoveries,
} from './continuity-events/continuity-events.ts';
import { createAccessTokens, type CheckedAccessTokens } from './devices/access-tokens.ts';
import { createDeviceRecords } from './devices/device-records.ts';
import { createMailboxDoor } from './devices/mailbox-door.ts';
import { createDeviceRegistration, type DeviceRegistration } from './devices/registration.ts';
import { createRevokeDevice, type RevokeDevice } from './devices/revoke.ts';
import { createTruth } from './devices/truth.ts';
import { createGroups, type Groups } from './directory/groups.ts';
import { createRecipients } from './directory/recipients.ts';
import { createPasswordDoor, type PasswordDoor } from './guessing/password-door.ts';
import { createSignInRecord, type SignInRecord } from './guessing/sign-in-record.ts';
import type { MailboxDoor, Recipients } from './mailbox/ports.ts';
import { createPasswords, type Passwords } from './people/passwords.ts';
import { createPeople, type People } from './people/people.ts';
import { createSignIn } from './people/sign-in.ts';
import type { Chance } from './storage/chance.ts';
import { openOrganisation, type Organisation, type PutBack } from './storage/organisation.ts';
import type { RevisionMark } from './storage/revision-mark.ts';
import type { Tables } from './storage/tables.ts';
import { enqueue } from './webhooks/queue.ts';
import { openWriting, type Writing } from './storage/writing.ts';

export interface Core extends Writing {
  readonly organisation: Organisation;
  readonly events: ContinuityEvents;
  readonly groups: Groups;
  readonly people: People;
  readonly passwords: Passwords;
  /** Of people and administrators alike: what one takes of the cores, the other waits for. */
  readonly passwordDoor: PasswordDoor;
  readonly signIns: SignInRecord;
  readonly registration: DeviceRegistration;
  readonly revoke: RevokeDevice;
  readonly truth: Truth;
  readonly records: DeviceRecords;
  readonly tokens: CheckedAccessTokens;
  readonly mailboxDoor: MailboxDoor;
  readonly recipients: Recipients;
}

export interface CoreNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Pick<ServiceClock, 'nowMs' | 'monotonicMs' | 'schedule'>;
  readonly chance: Chance;
  readonly recoveries: Recoveries;
  readonly mark: RevisionMark;
  /** Absent: the database has all that was committed to it. */
  readonly lacksLog?: boolean;
  readonly crashPoint?: CrashPoint;
  /** The database was put back from a backup. */
  readonly putBack: (facts: PutBack) => void;
  /** Absent: argon2id, slow on purpose. */
  readonly passwords?: Passwords;
  /** A listener of committed changes failed: what it was told is true all the same. */
  readonly failed: (error: unknown) => void;
}

const SECRET_BYTES = 32;

export async function createCore(needs: CoreNeeds): Promise<Core> {
  const { db, clock, chance, recoveries, crashPoint = NO_CRASH_POINTS } = needs;
  const { nowMs } = clock;
  const { lacksLog = false } = needs;
  const organisation = await openOrganisation({ ...needs, lacksLog, crashPoint, nowMs: nowMs() });
  const { epoch } = organisation;
  const mark = (revision: number): void => {
    needs.mark.write({ epoch, revision });
  };
  const writing = await openWriting({ ...needs, crashPoint, nowMs, mark });
  const { writePath, committed } = writing;
  const passwords = needs.passwords ?? createPasswords(chance.token(SECRET_BYTES));
  const memoryKey = chance.token(SECRET_BYTES);
  const passwordDoor = createPasswordDoor({ ...clock, matches: passwords.matches, memoryKey });
  const signIns = createSignInRecord();
  const signIn = createSignIn({ db, passwordDoor, signIns });
  const tokens = createAccessTokens({ secret: organisation.tokenSecret, serviceId: organisation.serviceId });
  return {
    ...writing,
    organisation,
    passwords,
    passwordDoor,
    signIns,
    tokens,
    events: createContinuityEvents({
      db,
      writePath,
      nowMs,
      chance,
      recoveries,
      tell: async (unit, type, event) => {
        await enqueue(unit.db, { type, at: fromMs(unit.nowMs), event }, chance);
      },
    }),
    groups: createGroups({ writePath, chance }),
    people: createPeople({ db, writePath, passwords, chance }),
    registration: createDeviceRegistration({ writePath, signIn, chance, organisation }),
    revoke: createRevokeDevice(writePath),
    truth: createTruth({ db, organisation, recoveries, committed }),
    records: createDeviceRecords(db),
    mailboxDoor: createMailboxDoor({ db, signIn, tokens, nowMs }),
    recipients: createRecipients(db),
  };
}
