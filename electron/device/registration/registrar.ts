/** Signs people in and out: at most one session, and nothing left of it when it ends (product 3 and 4). */
import type { CallProblem, CallInput } from '../../../shared/bridge/calls.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { ok, refused } from '../../../shared/lib/result.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { Journal } from '../journal.ts';
import type { DevicePorts } from '../ports.ts';
import { ONLY } from '../record-changes.ts';
import type { Session } from '../session.ts';
import type { SessionState, StoredState } from '../stored-state.ts';
import { NEW_SESSION } from '../stored-state.ts';
import type { DeviceConfig } from '../snapshot.ts';
import type { Identity } from './identity.ts';
import { register } from './register.ts';

export type SignedOut = Extract<SessionView, { state: 'signed-out' }>;

/** Signed in or not: one of two, each with what exists then. */
export type Occupancy =
  | { readonly name: 'signed-out'; readonly view: SignedOut }
  | { readonly name: 'signed-in'; readonly session: Session };

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
  readonly signOut: () => Promise<Result<null, CallProblem>>;
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
    view: signedOut('never-signed-in', config.serviceUrl, null),
  };
  const oneAtATime = createQueue();
  let stopForgetting: Stop = () => undefined;

  function become(next: Occupancy): void {
    occupancy = next;
    needs.changed();
  }

  function open(identity: Identity, stored: SessionState): void {
    const session = needs.openSession(identity, stored, () => {
      void oneAtATime(() => leave(session, 'revoked'));
    });
    occupancy = { name: 'signed-in', session };
    session.start();
    needs.changed();
  }

  async function signIn(input: CallInput<'session.signIn'>): Promise<Result<null, CallProblem>> {
    if (occupancy.name === 'signed-in') return refused(problem('already-signed-in', 'somebody is signed in'));
    const registered = await register(input, {
      ...ports,
      ...config,
      wallMs: ports.clock.wallMs,
    });
    if (!registered.ok) return registered;
    // What an earlier registration may have left is not this person's.
    const wiped = await wipe(needs);
    if (!wiped.ok) return wiped;
    journal.put([{ kind: 'identity', id: ONLY, value: registered.value }]);
    await journal.settled();
    open(registered.value, NEW_SESSION);
    return ok(null);
  }

  async function leave(
    session: Session,
    because: 'signed-out' | 'revoked',
  ): Promise<Result<null, CallProblem>> {
    if (occupancy.name === 'signed-out' || occupancy.session !== session) return ok(null);
    const { service, signInEmail } = session.identity();
    await session.leave(because);
    await session.stop();
    const wiped = await forget();
    become({
      name: 'signed-out',
      view: signedOut(because, service.url, because === 'signed-out' ? signInEmail : null),
    });
    return wiped;
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
    resume({ identity, isIdentityLost, session }) {
      if (identity !== null) open(movedTo(config.serviceUrl, identity), session);
      else if (isIdentityLost) {
        become({ name: 'signed-out', view: signedOut('keys-unreadable', config.serviceUrl, null) });
      }
    },
    signIn: (input) => oneAtATime(() => signIn(input)),
    signOut: () =>
      oneAtATime(async () =>
        occupancy.name === 'signed-in' ? leave(occupancy.session, 'signed-out') : ok(null),
      ),
    stop: () =>
      oneAtATime(async () => {
        stopForgetting();
        if (occupancy.name === 'signed-in') await occupancy.session.stop();
        await journal.settled();
      }),
  };
}

const signedOut = (
  because: SignedOut['because'],
  serviceUrl: string | null,
  email: string | null,
): SignedOut => ({ state: 'signed-out', because, serviceUrl, email });

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
