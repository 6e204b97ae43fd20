/** Answers the calls of the window: one small function each, in a table that has them all. */
import type { CallAnswer, CallInput, CallProblem } from '../../shared/bridge/calls.ts';
import { ok, refused } from '../../shared/lib/result.ts';
import type { MailReader } from './mailbox/sync-port.ts';
import type { ProfileKeeper } from './profile/profile-keeper.ts';
import type { Registrar } from './registration/registrar.ts';
import type { Session } from './session.ts';
import type { DeviceCall } from './snapshot.ts';

export interface AnswerNeeds {
  readonly registrar: () => Registrar;
  readonly profile: () => ProfileKeeper;
  readonly changed: () => void;
  readonly reader: MailReader;
}

export type Answers = {
  readonly [Name in DeviceCall]: (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
};

const PROBLEMS = {
  'signed-out': 'nobody is signed in',
  'cache-off': 'without Use Cached Exchange Mode no mail is kept here',
  'no-such-notice': 'there is no such notice',
} as const;

function problem(code: keyof typeof PROBLEMS): CallProblem {
  return { code, field: null, message: PROBLEMS[code], retryAfterMs: null };
}

export function createAnswers({ registrar, profile, changed, reader }: AnswerNeeds): Answers {
  const session = (): Session | null => {
    const occupancy = registrar().occupancy();
    return occupancy.name === 'signed-in' ? occupancy.session : null;
  };

  /** Mail is there for who is signed in, while cached mode is on. */
  const mailProblem = (): CallProblem | null => {
    if (session() === null) return problem('signed-out');
    return profile().cachedMode() ? null : problem('cache-off');
  };

  async function withMail<Answer>(
    read: () => Promise<Answer>,
  ): Promise<Answer | { readonly ok: false; readonly problem: CallProblem }> {
    const inTheWay = mailProblem();
    return inTheWay === null ? read() : refused(inTheWay);
  }

  const generation = (): number => {
    const cache = session()?.cache();
    return cache === undefined || cache.state === 'off' ? 0 : cache.generation;
  };

  return {
    'session.signIn': (input) => registrar().signIn(input),
    'session.signOut': () => registrar().signOut(),
    'link.retryNow': async () => {
      session()?.retryNow();
      return ok(null);
    },
    'profile.set': async ({ connectionMode }) => {
      profile().set(connectionMode);
      session()?.profileChanged();
      changed();
      return ok(null);
    },
    'notices.dismiss': async ({ id }) =>
      session()?.dismiss(id) === true ? ok(null) : refused(problem('no-such-notice')),
    'mail.list': (input) => withMail(async () => ok(await reader.list(input, generation()))),
    'mail.search': (input) => withMail(async () => ok(await reader.search(input))),
    'mail.open': ({ id }) => withMail(() => reader.open(id)),
    'mail.bytes': (input) => withMail(() => reader.bytes(input)),
  };
}
