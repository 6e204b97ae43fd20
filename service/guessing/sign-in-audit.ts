/** Writes failed sign-ins into the audit log: gathered, so that no stranger can fill the disk with guesses (security, "Audit"). */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Emitter, Stop } from '../../shared/lib/emitter.ts';
import type { AuditEntry } from '../audit/append.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { FailedSignIn, SigningIn } from './sign-in-record.ts';

/** Not at once: what the disk takes must not tell a guesser whether an address exists. */
const FIRST_AFTER_MS = SECOND_MS;
const EVERY_MS = MINUTE_MS;
/** Rows a minute; the failures of everybody else are in one row more for people, and one for administrators. */
const MOST_ROWS = 10;
const MOST_ADDRESSES = 5;

interface Gathered {
  readonly who: SigningIn;
  /** null: those whom nobody knows, and everybody beyond the rows. */
  readonly account: FailedSignIn['account'];
  wrong: number;
  limited: number;
  readonly addresses: Set<string>;
}

export interface SignInAuditNeeds {
  readonly failures: Pick<Emitter<FailedSignIn>, 'subscribe'>;
  readonly writePath: WritePath;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  readonly monotonicMs: () => number;
  readonly failed: (error: unknown) => void;
}

/** Answers with what stops it, after what was gathered is written. */
export function startSignInAudit(needs: SignInAuditNeeds): () => Promise<void> {
  const { failures, writePath, schedule, monotonicMs, failed } = needs;
  let gathered = new Map<string, Gathered>();
  let writing: Promise<void> = Promise.resolve();
  let nextMs = 0;
  let stopTimer: Stop | null = null;
  const write = (): Promise<void> => {
    stopTimer?.();
    stopTimer = null;
    nextMs = monotonicMs() + EVERY_MS;
    const rows = [...gathered.values()];
    gathered = new Map();
    if (rows.length > 0)
      writing = writing
        .then(() =>
          writePath.transact(async (unit) => {
            for (const row of rows) await unit.audit(entryOf(row));
          }),
        )
        .catch(failed);
    return writing;
  };
  const unsubscribe = failures.subscribe((failure) => {
    gather(gathered, failure);
    stopTimer ??= schedule(Math.max(FIRST_AFTER_MS, nextMs - monotonicMs()), () => void write());
  });
  return () => {
    unsubscribe();
    return write();
  };
}

function gather(gathered: Map<string, Gathered>, failure: FailedSignIn): void {
  const { who, outcome, remoteAddress } = failure;
  const own = `${who} ${failure.account?.id ?? ''}`;
  const hasRow = gathered.has(own) || gathered.size < MOST_ROWS;
  const key = hasRow ? own : `${who} `;
  const account = hasRow ? failure.account : null;
  const row = gathered.get(key) ?? { who, account, wrong: 0, limited: 0, addresses: new Set() };
  row[outcome] += 1;
  if (row.addresses.size <= MOST_ADDRESSES) row.addresses.add(remoteAddress);
  gathered.set(key, row);
}

function entryOf({ who, account, wrong, limited, addresses }: Gathered): AuditEntry {
  return {
    service: 'access',
    actor: 'service',
    action: `${who}.sign-in-refused`,
    target: account?.id ?? '',
    detail: {
      ...(account === null ? {} : { email: account.email }),
      wrong,
      limited,
      addresses: [...addresses].slice(0, MOST_ADDRESSES),
      moreAddresses: addresses.size > MOST_ADDRESSES,
    },
  };
}
