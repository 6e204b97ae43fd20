/** Signing in and out, and what exists only in between: the client, what was read, and the link to the service. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { createRestClient, type RestClient } from '../api/rest-client.ts';
import type { Credentials, RestProblem } from '../api/rest-types.ts';
import type { FollowOptions } from '../live/follow-changes.ts';
import { createQueries, type Queries } from '../query/queries.ts';
import type { Timers } from '../query/timers.ts';
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
  readonly signOut: (problem?: RestProblem) => void;
}

export interface SessionDeps {
  readonly place: CredentialPlace;
  readonly timers: Timers;
  readonly follow: (options: Pick<FollowOptions, 'open' | 'changed' | 'refresh' | 'told'>) => Stop;
}

export function createSession({ place, timers, follow }: SessionDeps): Session {
  const state = createStore<SessionState>(() => ({ step: 'signed-out', problem: null }));
  let stopFollowing: Stop = () => {};

  function signOut(problem: RestProblem | null = null): void {
    stopFollowing();
    stopFollowing = () => {};
    place.write(null);
    state.setState({ step: 'signed-out', problem }, true);
  }

  async function signIn(credentials: Credentials): Promise<void> {
    stopFollowing();
    state.setState({ step: 'signing-in' }, true);
    const contact = createStore<Contact>(() => ({
      link: 'polling',
      answering: true,
      heardAtMs: timers.nowMs(),
    }));
    const client = createRestClient({
      credentials,
      heard: (answering) =>
        contact.setState(answering ? { answering, heardAtMs: timers.nowMs() } : { answering }),
      unauthorised: signOut,
    });
    const who = await readWho(client);
    if (!who.ok) {
      signOut(who.problem);
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

  return { state, signIn, signOut };
}
