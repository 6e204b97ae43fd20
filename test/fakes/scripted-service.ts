/** A control service at the device's own ports, in one process and in virtual time: what is true, and what the network does to it. */
import type { Http, HttpAnswer, SocketListener, Sockets } from '../../electron/device/ports.ts';
import type { DeviceEvent } from '../../shared/domain/device-event.ts';
import { fromMs, MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Person } from '../../shared/domain/person.ts';
import type { Down } from '../../shared/protocol/down.ts';
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import type { Receipt } from '../../shared/protocol/messages/receipt.ts';
import { POLL_TOLD_PATH, pollToldSchema } from '../../shared/protocol/poll-told.ts';
import type { Report } from '../../shared/protocol/messages/report.ts';
import { parseUp } from '../../shared/protocol/parse-frame.ts';
import { sampleStanding } from '../electron/device/sample-event.ts';

interface Connection {
  readonly listener: SocketListener;
  readonly send: (message: Down) => void;
}

export interface ScriptedService {
  readonly sockets: Sockets;
  readonly http: Http;
  /** false: nothing can be reached; open links are cut. */
  readonly reachable: (on: boolean) => void;
  /** The network lets HTTP through and WebSockets not. */
  readonly webSockets: (on: boolean) => void;
  /** The link stays open and nothing passes any more (half-open). */
  readonly freeze: () => void;
  readonly putEvent: (event: DeviceEvent) => void;
  /** Both in one revision; the link is half-open after the first. */
  readonly putHalf: (first: DeviceEvent, second: DeviceEvent) => void;
  readonly dropEvent: (eventId: string, reason: string) => void;
  /** Who registers next, and whose the devices are. */
  readonly setPerson: (person: Person) => void;
  readonly setStanding: (fields: Parameters<typeof sampleStanding>[0]) => void;
  /** As restored from a backup: another epoch, an older truth. */
  readonly restore: (events: readonly DeviceEvent[]) => void;
  readonly sendRaw: (text: string) => void;
  readonly send: (message: Down) => void;
  readonly close: (code: number, retryAfterMs?: number) => void;
  readonly moveClock: (byMs: number) => void;
  readonly acknowledges: (on: boolean) => void;
  readonly nowMs: () => number;
  readonly authentications: readonly Authenticate[];
  readonly reports: readonly Report[];
  readonly receipts: readonly Receipt[];
  readonly openings: () => number;
  readonly polls: () => number;
}

export const SERVICE_ID = 'service-1';
const NONCE = 'n'.repeat(43);
const json = (status: number, value: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  kind: 'answered',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: new TextEncoder().encode(JSON.stringify(value)),
});
const ADA = { id: 'person-1', email: 'ada@example.com', displayName: 'Ada Lovelace' };

/** `trueMs`: the time in which the service lives; never the device's wall clock. */
export function createScriptedService(trueMs: () => number): ScriptedService {
  const events = new Map<string, DeviceEvent>();
  const log: (Down & { readonly revision: number })[] = [];
  const authentications: Authenticate[] = [];
  const reports: Report[] = [];
  const receipts: Receipt[] = [];
  let standing = sampleStanding();
  let person: Person = ADA;
  let epoch = 'epoch-1';
  let revision = 1;
  let clockOffsetMs = 0;
  let isReachable = true;
  let takesWebSockets = true;
  let acknowledges = true;
  let openings = 0;
  let polls = 0;
  let connection: Connection | null = null;

  const nowMs = (): number => trueMs() + clockOffsetMs;
  const newToken = () => ({
    type: 'token' as const,
    accessToken: 'token',
    expiresAt: fromMs(nowMs() + 10 * MINUTE_MS),
  });

  function told(message: Down & { readonly revision: number }): void {
    log.push(message);
    connection?.send(message);
  }

  function welcome({ epoch: theirs, revision: from }: Authenticate, send: (message: Down) => void): void {
    const knows = theirs === epoch && from !== undefined && from <= revision;
    const snapshot = knows ? null : { ...standing, events: [...events.values()] };
    send({ type: 'welcome', sessionId: 's', heartbeatMs: 20_000, epoch, revision, user: person, snapshot });
    if (knows) for (const message of log.filter((entry) => entry.revision > from)) send(message);
    send(newToken());
  }

  function receive(text: string, send: (message: Down) => void): void {
    const parsed = parseUp(text);
    if (!parsed.ok) throw new Error(`the device sent a bad frame: ${parsed.problem.message}`);
    const message = parsed.value;
    switch (message.type) {
      case 'authenticate':
        authentications.push(message);
        welcome(message, send);
        return;
      case 'time':
        send({ type: 'time', serverTime: fromMs(nowMs()), echo: message.echo });
        return;
      case 'report':
        reports.push(message);
        break;
      case 'receipt':
        receipts.push(message);
    }
    if (acknowledges) send({ type: 'ack', id: message.id });
  }

  function connect(listener: SocketListener): ReturnType<Sockets['open']> {
    openings += 1;
    const isMine = (): boolean => connection?.listener === listener;
    const send = (message: Down): void => {
      if (!isMine()) return;
      listener.heard();
      listener.text(JSON.stringify(message));
    };
    queueMicrotask(() => {
      if (!isReachable || !takesWebSockets) {
        listener.closed(1006, '');
        return;
      }
      connection = { listener, send };
      listener.opened();
      send({ type: 'hello', serviceId: SERVICE_ID, serverTime: fromMs(nowMs()), nonce: NONCE });
    });
    return {
      send: (frame) => {
        queueMicrotask(() => {
          if (isMine()) receive(frame, send);
        });
      },
      close: () => {
        if (isMine()) connection = null;
      },
    };
  }

  function end(code: number): void {
    const former = connection;
    connection = null;
    former?.listener.closed(code, '');
  }

  function freeze(): void {
    connection = null;
  }

  function poll(headers: Readonly<Record<string, string>>): HttpAnswer {
    if (headers['continuity-nonce'] === undefined) {
      const challenge = { 'continuity-nonce': NONCE, 'continuity-service': SERVICE_ID };
      return json(401, { code: 'nonce-required' }, challenge);
    }
    polls += 1;
    const snapshot = { ...standing, events: [...events.values()] };
    const { accessToken, expiresAt } = newToken();
    const told = { serverTime: fromMs(nowMs()), epoch, revision, user: person, snapshot };
    return json(200, { ...told, accessToken, expiresAt });
  }

  function takeTold(body: Parameters<Http['request']>[0]['body']): HttpAnswer {
    const { messages } = pollToldSchema.parse(JSON.parse(String(body)));
    for (const message of messages) {
      if (message.type === 'report') reports.push(message);
      else receipts.push(message);
    }
    return json(200, { acknowledged: acknowledges ? messages.map(({ id }) => id) : [] });
  }

  async function request({ url, headers, body }: Parameters<Http['request']>[0]): Promise<HttpAnswer> {
    if (!isReachable) return { kind: 'unreachable', message: 'no network' };
    if (url.endsWith('/api/v1/devices')) {
      return json(201, { deviceId: 'device-1', user: person, service: { id: SERVICE_ID, name: 'North' } });
    }
    if (url.endsWith('/api/v1/device/snapshot')) return poll(headers);
    if (url.endsWith(POLL_TOLD_PATH)) return takeTold(body);
    return json(503, {});
  }

  return {
    sockets: { open: (_url, _subprotocol, listener) => connect(listener) },
    http: { request },
    reachable(on) {
      isReachable = on;
      if (!on) end(1006);
    },
    webSockets(on) {
      takesWebSockets = on;
      if (!on) end(1006);
    },
    freeze,
    putEvent(event) {
      const version = (events.get(event.id)?.version ?? 0) + 1;
      events.set(event.id, { ...event, version });
      told({ type: 'event', revision: (revision += 1), event: { ...event, version } });
    },
    putHalf(first, second) {
      revision += 1;
      for (const event of [first, second]) {
        events.set(event.id, event);
        told({ type: 'event', revision, event });
        freeze();
      }
    },
    dropEvent(eventId, reason) {
      events.delete(eventId);
      told({ type: 'event-gone', revision: (revision += 1), eventId, reason });
    },
    setPerson(next) {
      person = next;
    },
    setStanding(fields) {
      standing = sampleStanding(fields);
      told({ type: 'standing', revision: (revision += 1), ...standing });
    },
    restore(older) {
      epoch = `${epoch}-restored`;
      revision = 1;
      log.length = 0;
      events.clear();
      for (const event of older) events.set(event.id, event);
      end(1012);
    },
    sendRaw: (text) => connection?.listener.text(text),
    send: (message) => connection?.send(message),
    close(code, retryAfterMs) {
      if (retryAfterMs !== undefined) connection?.send({ type: 'bye', code, reason: 'test', retryAfterMs });
      end(code);
    },
    moveClock(byMs) {
      clockOffsetMs += byMs;
      connection?.send({ type: 'time', serverTime: fromMs(nowMs()) });
    },
    acknowledges: (on) => {
      acknowledges = on;
    },
    nowMs,
    authentications,
    reports,
    receipts,
    openings: () => openings,
    polls: () => polls,
  };
}
