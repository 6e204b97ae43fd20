/** Answers the calls of the window: one small function each, in a table that has them all. */
import type { CallAnswer, CallInput, CallProblem } from '../../shared/bridge/calls.ts';
import { ok, refused } from '../../shared/lib/result.ts';
import type { ComposeDesk } from './compose/compose-desk.ts';
import { findPeople } from './compose/find-people.ts';
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

  const generation = (accountId: string | null): number => {
    const cache =
      accountId === null
        ? session()?.cache()
        : session()
            ?.delegated()
            .find((mailbox) => mailbox.accountId === accountId)?.cache;
    return cache === undefined || cache.state === 'off' ? 0 : cache.generation;
  };

  /** Drafts and outbox are there for who is signed in, in cached mode or not. */
  async function atDesk<Answer>(
    work: (desk: ComposeDesk) => Promise<Answer>,
  ): Promise<Answer | { readonly ok: false; readonly problem: CallProblem }> {
    const desk = session()?.desk;
    return desk === undefined ? refused(problem('signed-out')) : work(desk);
  }

  return {
    'people.find': ({ text }) =>
      withMail(async () =>
        ok(await findPeople((words, limit) => reader.search({ text: words, limit }), text)),
      ),
    'draft.create': (input) => atDesk((desk) => desk['draft.create'](input)),
    'draft.open': (input) => atDesk((desk) => desk['draft.open'](input)),
    'draft.save': (input) => atDesk((desk) => desk['draft.save'](input)),
    'draft.attach': (input) => atDesk((desk) => desk['draft.attach'](input)),
    'draft.detach': (input) => atDesk((desk) => desk['draft.detach'](input)),
    'draft.discard': (input) => atDesk((desk) => desk['draft.discard'](input)),
    'outbox.send': (input) => atDesk((desk) => desk['outbox.send'](input)),
    'outbox.cancel': (input) => atDesk((desk) => desk['outbox.cancel'](input)),
    'session.signIn': (input) => registrar().signIn(input),
    'session.signOut': ({ unsent }) => registrar().signOut(unsent),
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
    'mail.list': (input) => withMail(async () => ok(await reader.list(input, generation(input.accountId)))),
    'mail.search': (input) => withMail(async () => ok(await reader.search(input))),
    'mail.open': ({ id }) => withMail(() => reader.open(id)),
    'mail.bytes': (input) => withMail(() => reader.bytes(input)),
  };
}
