/** What the console knows of the service, read again every few seconds while it is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createRestClient, type RestAnswer, type RestClient, type RestProblem } from '../api/rest-client.ts';
import {
  eventViewSchema,
  impactSchema,
  type EventView,
  type Impact,
} from '../../../shared/http/continuity-events.ts';
import { deviceViewSchema, type DeviceView } from '../../../shared/http/devices.ts';
import { groupViewSchema, type GroupView } from '../../../shared/http/groups.ts';
import { personViewSchema, type PersonView } from '../../../shared/http/people.ts';

export interface ServiceView {
  readonly events: readonly EventView[];
  readonly groups: readonly GroupView[];
  readonly devices: readonly DeviceView[];
  readonly people: ReadonlyMap<string, PersonView>;
  /** Of the Current and Pending events, by id. */
  readonly impacts: Readonly<Record<string, Impact>>;
  readonly readAtMs: number;
}

export type ConsoleState =
  | { readonly step: 'signed-out'; readonly problem: RestProblem | null }
  | { readonly step: 'signing-in' }
  | {
      readonly step: 'signed-in';
      readonly client: RestClient;
      readonly view: ServiceView;
      /** The last reading failed; what is shown is older. */
      readonly problem: RestProblem | null;
    };

export interface Console {
  readonly store: StoreApi<ConsoleState>;
  readonly signIn: (token: string) => Promise<void>;
  readonly signOut: () => void;
  /** Reads everything anew; several at once become one. */
  readonly refresh: () => Promise<void>;
}

/** Where the token stays until the tab is closed. */
export interface TokenPlace {
  readonly read: () => string | null;
  readonly write: (token: string | null) => void;
}

export function createConsole(tokens: TokenPlace): Console {
  const store = createStore<ConsoleState>(() => ({ step: 'signed-out', problem: null }));
  let reading: Promise<void> | null = null;

  async function signIn(token: string): Promise<void> {
    store.setState({ step: 'signing-in' }, true);
    const client = createRestClient(token);
    const view = await readView(client);
    if (!view.ok) {
      tokens.write(null);
      store.setState({ step: 'signed-out', problem: view.problem }, true);
      return;
    }
    tokens.write(token);
    store.setState({ step: 'signed-in', client, view: view.value, problem: null }, true);
  }

  function signOut(): void {
    tokens.write(null);
    store.setState({ step: 'signed-out', problem: null }, true);
  }

  async function readAgain(): Promise<void> {
    const before = store.getState();
    if (before.step !== 'signed-in') return;
    const view = await readView(before.client);
    const now = store.getState();
    if (now.step !== 'signed-in' || now.client !== before.client) return;
    if (view.ok) store.setState({ ...now, view: view.value, problem: null }, true);
    else if (view.problem.kind === 'unauthorised') signOut();
    else store.setState({ ...now, problem: view.problem }, true);
  }

  return {
    store,
    signIn,
    signOut,
    refresh() {
      reading ??= readAgain().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}

async function readView(client: RestClient): Promise<RestAnswer<ServiceView>> {
  const [events, groups, devices, people] = await Promise.all([
    client.list('/events?include=expired', eventViewSchema),
    client.list('/groups', groupViewSchema),
    client.list('/devices', deviceViewSchema),
    client.list('/users', personViewSchema),
  ]);
  if (!events.ok) return events;
  if (!groups.ok) return groups;
  if (!devices.ok) return devices;
  if (!people.ok) return people;
  const impacts = await readImpacts(client, events.value);
  if (!impacts.ok) return impacts;
  return {
    ok: true,
    value: {
      events: events.value,
      groups: groups.value,
      devices: devices.value,
      people: new Map(people.value.map((person) => [person.id, person])),
      impacts: impacts.value,
      readAtMs: Date.now(),
    },
  };
}

/** An event that is deleted between two readings is simply not there. */
async function readImpacts(
  client: RestClient,
  events: readonly EventView[],
): Promise<RestAnswer<Readonly<Record<string, Impact>>>> {
  const impacts: Record<string, Impact> = {};
  for (const { id } of events.filter(({ status }) => status !== 'expired')) {
    const answer = await client.get(`/events/${encodeURIComponent(id)}/impact`, impactSchema);
    if (answer.ok) impacts[id] = answer.value;
    else if (answer.problem.kind !== 'refused') return answer;
  }
  return { ok: true, value: impacts };
}
