/** Signing in and out, and what exists only in between: the client, what was read, and the link to the service. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { createRestClient, type RestClient } from '../api/rest-client.ts';
import type { Credentials, RestAnswer, RestProblem } from '../api/rest-types.ts';
import type { FollowOptions } from '../live/follow-changes.ts';
import { createQueries, type Queries } from '../query/queries.ts';
import type { Timers } from '../query/timers.ts';
import type { FrontDoor } from './front-door.ts';
import type { CredentialPlace } from './kept-credentials.ts';
import { readWho, type Who } from './who.ts';

export type SessionState =
  | { readonly step: 'signed-out'; readonly problem: RestProblem | null }
  | { readonly step: 'signing-in' }
  | {
      readonly step: 'signed-in';
      readonly who: Who;
      readonly client: RestClient;
      readonly queries: Queries;
      readonly contact: StoreApi<Contact>;
    };

/** How what is shown stands to the service. */
export interface Contact {
  /** `live`: changes come by themselves; `polling`: they are looked for. */
  readonly link: 'live' | 'polling';
  /** Whether it answered the last request. */
  readonly answering: boolean;
  /** When it last answered; milliseconds by this computer's clock. */
  readonly heardAtMs: number;
}

export interface Session {
  readonly state: StoreApi<SessionState>;
  readonly signIn: (credentials: Credentials) => Promise<void>;
  /** Goes on as the same person with what the answer brings; until it comes, what is refused is refused for the old. */
  readonly renew: (ask: () => Promise<RestAnswer<Credentials>>) => Promise<RestAnswer<Credentials>>;
  /** Ends the session of the service too, if that is what one is signed in with. */
  readonly signOut: () => void;
  /** Goes on with what this tab was signed in with, or with the browser's session. */
  readonly resume: () => Promise<void>;
}

export interface SessionDeps {
  readonly place: CredentialPlace;
  readonly door: Pick<FrontDoor, 'resume' | 'leave'>;
  readonly timers: Timers;
  readonly follow: (options: Pick<FollowOptions, 'open' | 'changed' | 'refresh' | 'told'>) => Stop;
}

export function createSession({ place, door, timers, follow }: SessionDeps): Session {
  const state = createStore<SessionState>(() => ({ step: 'signed-out', problem: null }));
  let stopFollowing: Stop = () => {};
  /** Counts signing in and out: an answer to who was here before does nothing to who is here now. */
  let turn = 0;
  let held: Credentials = { kind: 'none' };
  let renewing = false;

  function end(problem: RestProblem | null): void {
    turn += 1;
    stopFollowing();
    stopFollowing = () => {};
    place.write(null);
    state.setState({ step: 'signed-out', problem }, true);
  }

  async function signIn(credentials: Credentials): Promise<void> {
    turn += 1;
    const own = turn;
    stopFollowing();
    state.setState({ step: 'signing-in' }, true);
    const contact = createStore<Contact>(() => ({
      link: 'polling',
      answering: true,
      heardAtMs: timers.nowMs(),
    }));
    held = credentials;
    const client = createRestClient({
      credentials: () => (own === turn ? held : credentials),
      heard: (answering) =>
        contact.setState(answering ? { answering, heardAtMs: timers.nowMs() } : { answering }),
      unauthorised(problem, used) {
        // What was asked with the credentials before says nothing of those that there are now.
        if (own === turn && used === held && !renewing) end(problem);
      },
    });
    const who = await readWho(client);
    if (own !== turn) return;
    if (!who.ok) {
      end(who.problem);
      return;
    }
    place.write(credentials);
    const queries = createQueries(client, timers);
    state.setState({ step: 'signed-in', who: who.value, client, queries, contact }, true);
    stopFollowing = follow({
      open: client.open,
      changed: queries.hint,
      refresh: queries.refresh,
      told: (link) => contact.setState({ link }),
    });
  }

  function signOut(): void {
    const now = state.getState();
    if (now.step === 'signed-in' && now.who.administratorId !== null)
      door.leave(now.client.remove('/session'));
    end(null);
  }

  async function resume(): Promise<void> {
    state.setState({ step: 'signing-in' }, true);
    const credentials = place.read() ?? (await door.resume());
    if (credentials === null) end(null);
    else await signIn(credentials);
  }

  async function renew(ask: () => Promise<RestAnswer<Credentials>>): Promise<RestAnswer<Credentials>> {
    renewing = true;
    const answer = await ask();
    renewing = false;
    const now = state.getState();
    if (!answer.ok || now.step !== 'signed-in') return answer;
    held = answer.value;
    place.write(answer.value);
    now.queries.refresh();
    return answer;
  }

  return { state, signIn, renew, signOut, resume };
}
