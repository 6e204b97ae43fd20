/** Signs people in and out: at most one session, and nothing left of it when it ends (product 3 and 4). */
import type { CallProblem, CallInput } from '../../../shared/bridge/calls.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { ok, refused } from '../../../shared/lib/result.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { readDrafts } from '../compose/drafts.ts';
import type { Journal } from '../journal.ts';
import type { Owner } from '../keeping/kept-port.ts';
import { forgetKept, keepUnsent } from '../keeping/keep-unsent.ts';
import { ownerOf, readUnsent, restoreUnsent } from '../keeping/unsent.ts';
import { readOutbox } from '../outbox/outbox-entry.ts';
import type { DevicePorts } from '../ports.ts';
import { ONLY } from '../record-changes.ts';
import type { Session } from '../session.ts';
import type { SessionState, StoredState } from '../stored-state.ts';
import { NEW_SESSION } from '../stored-state.ts';
import type { DeviceConfig } from '../snapshot.ts';
import type { Identity } from './identity.ts';
import { register } from './register.ts';

export type SignedOut = Extract<SessionView, { state: 'signed-out' }>;

export type Occupancy =
  | { readonly name: 'signed-out'; readonly view: SignedOut }
  | { readonly name: 'signed-in'; readonly session: Session }
  /** Nothing is written any more: what is kept of it is all there is. */
  | { readonly name: 'leaving'; readonly session: Session };

export interface RegistrarNeeds {
  readonly ports: DevicePorts;
  readonly config: DeviceConfig;
  readonly journal: Journal;
  readonly openSession: (identity: Identity, stored: SessionState, revoked: () => void) => Session;
  /** Writes again what outlives a session, into a store that is new. */
  readonly keepProfile: () => void;
  readonly changed: () => void;
}

export interface Registrar {
  readonly occupancy: () => Occupancy;
  /** Goes on where a former run stopped. */
  readonly resume: (stored: StoredState) => void;
  readonly signIn: (input: CallInput<'session.signIn'>) => Promise<Result<null, CallProblem>>;
  readonly signOut: (unsent: 'keep' | 'discard') => Promise<Result<{ readonly kept: number }, CallProblem>>;
  readonly stop: () => Promise<void>;
}

/** A disk that refuses to forget is asked again this often, for as long as nobody is signed in. */
export const FORGET_AGAIN_AFTER_MS = 30 * SECOND_MS;

const problem = (code: string, message: string): CallProblem => ({
  code,
  message,
  field: null,
  retryAfterMs: null,
});

export function createRegistrar(needs: RegistrarNeeds): Registrar {
  const { ports, config, journal } = needs;
  let occupancy: Occupancy = {
    name: 'signed-out',
    view: signedOut('never-signed-in', { serviceUrl: config.serviceUrl }),
  };
  /** Of a registration whose identity is lost: their writing is still here. */
  let leftBehind: Owner | null = null;
  const oneAtATime = createQueue();
  let stopForgetting: Stop = () => undefined;

  function become(next: Occupancy): void {
    occupancy = next;
    needs.changed();
  }

  function open(identity: Identity, stored: SessionState): void {
    const session = needs.openSession(identity, stored, () => {
      void oneAtATime(() => leaveRevoked(session));
    });
    occupancy = { name: 'signed-in', session };
    session.start();
    needs.changed();
  }

  async function signIn(input: CallInput<'session.signIn'>): Promise<Result<null, CallProblem>> {
    if (occupancy.name !== 'signed-out')
      return refused(problem('already-signed-in', 'somebody is signed in'));
    const saved = leftBehind === null ? ok(0) : await keepUnsent(ports, leftBehind);
    if (!saved.ok) return saved;
    const registered = await register(input, {
      ...ports,
      ...config,
      wallMs: ports.clock.wallMs,
    });
    if (!registered.ok) return registered;
    // What an earlier registration may have left is not this person's.
    const wiped = await wipe(needs);
    if (!wiped.ok) return wiped;
    leftBehind = null;
    const owner = ownerOf(registered.value);
    journal.put([
      { kind: 'identity', id: ONLY, value: registered.value },
      { kind: 'owner', id: ONLY, value: owner },
    ]);
    await journal.settled();
    await restoreUnsent(ports, owner);
    const drafts = await readDrafts(ports.records, ports.log);
    open(registered.value, { ...NEW_SESSION, drafts, outbox: await readOutbox(ports.records, ports.log) });
    return ok(null);
  }

  async function signOut(
    unsent: 'keep' | 'discard',
  ): Promise<Result<{ readonly kept: number }, CallProblem>> {
    if (occupancy.name !== 'signed-in') return ok({ kept: 0 });
    const { session } = occupancy;
    const { service, signInEmail } = session.identity();
    occupancy = { name: 'leaving', session };
    const owner = ownerOf(session.identity());
    const kept = await (unsent === 'keep' ? keepUnsent(ports, owner) : forgetKept(ports, owner));
    if (!kept.ok) {
      become({ name: 'signed-in', session });
      return kept;
    }
    await session.leave('signed-out');
    await session.stop();
    const wiped = await forget();
    const view = { serviceUrl: service.url, email: signInEmail, kept: kept.value };
    become({ name: 'signed-out', view: signedOut('signed-out', view) });
    return wiped.ok ? ok({ kept: kept.value }) : wiped;
  }

  /** Product 4: what waited is kept until the device is revoked. Which it was is said (G59). */
  async function leaveRevoked(session: Session): Promise<void> {
    if (occupancy.name === 'signed-out' || occupancy.session !== session) return;
    const identity = session.identity();
    await session.leave('revoked');
    await session.stop();
    const { rows: lost } = await readUnsent(ports.records).catch(() => ({ rows: [] }));
    await forgetKept(ports, ownerOf(identity));
    await forget();
    become({ name: 'signed-out', view: signedOut('revoked', { serviceUrl: identity.service.url, lost }) });
  }

  async function forget(): Promise<Result<null, CallProblem>> {
    const wiped = await wipe(needs);
    if (!wiped.ok) {
      stopForgetting = ports.clock.schedule(FORGET_AGAIN_AFTER_MS, () => {
        void oneAtATime(async () => occupancy.name === 'signed-out' && forget());
      });
    }
    return wiped;
  }

  return {
    occupancy: () => occupancy,
    resume({ identity, isIdentityLost, owner, session }) {
      if (identity !== null) {
        if (owner === null) journal.put([{ kind: 'owner', id: ONLY, value: ownerOf(identity) }]);
        open(movedTo(config.serviceUrl, identity), session);
      } else if (isIdentityLost) {
        leftBehind = owner;
        become({
          name: 'signed-out',
          view: signedOut('keys-unreadable', { serviceUrl: config.serviceUrl }),
        });
      }
    },
    signIn: (input) => oneAtATime(() => signIn(input)),
    signOut: (unsent) => oneAtATime(() => signOut(unsent)),
    stop: () =>
      oneAtATime(async () => {
        stopForgetting();
        if (occupancy.name !== 'signed-out') await occupancy.session.stop();
        await journal.settled();
      }),
  };
}

const signedOut = (
  because: SignedOut['because'],
  rest: Partial<SignedOut> & Pick<SignedOut, 'serviceUrl'>,
): SignedOut => ({ state: 'signed-out', because, email: null, kept: 0, lost: [], ...rest });

function movedTo(serviceUrl: string | null, identity: Identity): Identity {
  return serviceUrl === null ? identity : { ...identity, service: { ...identity.service, url: serviceUrl } };
}

/** Records and mail, both tried whatever becomes of the first; the profile is the computer's, and stays. */
async function wipe({ ports, journal, keepProfile }: RegistrarNeeds): Promise<Result<null, CallProblem>> {
  await journal.discard();
  const outcomes = await Promise.allSettled([ports.records.wipe(), ports.mail.wipe()]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed === undefined) {
    keepProfile();
    return ok(null);
  }
  ports.log.write('error', 'what was kept could not be removed', { cause: String(failed.reason) });
  return refused(problem('wipe-failed', 'what was kept on this computer could not be removed'));
}

/** Runs what it is given one after the other. */
function createQueue(): <Value>(run: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const next = last.then(run, run);
    last = next;
    return next;
  };
}
