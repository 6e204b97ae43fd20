/** The whole service with a mail server behind it that misbehaves on demand, and people to write to. */
import { expect } from 'vitest';
import { type z } from 'zod';
import type { MailFlowSettings } from '../../../service/mail-flow/settings.ts';
import {
  mailMessageTraceSchema,
  mailQueuePageSchema,
  type MailDelivery,
} from '../../../shared/http/mail-flow.ts';
import { connectSmtp, sendRaw, type RawSmtp } from '../gateway/raw-smtp.ts';
import { startRig, text, type Answer, type ServiceRig } from '../service-rig.ts';
import { startFaultySink, type FaultySink } from './faulty-sink.ts';

export interface FlowRig {
  readonly rig: ServiceRig;
  readonly sink: FaultySink;
  readonly addPerson: (email: string, more?: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly addGroup: (
    input: Readonly<Record<string, unknown>>,
    members: readonly string[],
  ) => Promise<string>;
  /** From now to the hour after, with pause, for a group of these people. */
  readonly pause: (people: readonly string[], more?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Accepted, or the answer is in the way. */
  readonly send: (subject: string, to: readonly string[], from?: string) => Promise<void>;
  readonly deliveries: (query?: string) => Promise<readonly MailDelivery[]>;
  readonly states: (query?: string) => Promise<readonly string[]>;
  readonly advance: (ms: number) => Promise<void>;
  readonly call: ServiceRig['call'];
}

export const SOON = { interval: 20 };

export function toSink({ port }: FaultySink): MailFlowSettings['routes']['primaries'] {
  return new Map([['', { host: '127.0.0.1', port, scheme: 'smtp', user: null }]]);
}

export async function startFlow(settings: Partial<MailFlowSettings> = {}): Promise<FlowRig> {
  const sink = await startFaultySink();
  const mailFlow = { routes: { primaries: toSink(sink), outbound: { kind: 'none' } as const }, ...settings };
  const rig = await startRig({ lab: true, mailFlow });
  const { call } = rig;
  let client: RawSmtp | null = null;
  const created = async (path: string, body: unknown): Promise<string> => {
    const answer = await call('POST', path, { body });
    expect(answer).toMatchObject({ status: 201 });
    return text(answer.body, 'id');
  };
  const addGroup: FlowRig['addGroup'] = async (input, members) => {
    const id = await created('/api/v1/groups', input);
    for (const member of members)
      expect((await call('PUT', `/api/v1/groups/${id}/members/${member}`)).status).toBeLessThan(300);
    return id;
  };
  const deliveries = async (query = 'state=any'): Promise<readonly MailDelivery[]> => {
    const { body } = await call('GET', `/api/v1/mail/queue?sort=queuedAt&limit=1000&${query}`);
    return mailQueuePageSchema.parse(body).items;
  };
  return {
    ...{ rig, sink, call, addGroup, deliveries },
    addPerson: (email, more = {}) => created('/api/v1/users', { email, displayName: email, ...more }),
    async pause(people, more = {}) {
      const affectedGroupId = await addGroup({ name: `affected ${people.join(' ')}` }, people);
      const start = new Date(rig.world.wallMs).toISOString();
      const end = new Date(rig.world.wallMs + 3_600_000).toISOString();
      const event = { description: 'Mail is down', affectedGroupId, start, end, pauseInboundDelivery: true };
      return created('/api/v1/events', { ...event, ...more });
    },
    async send(subject, to, from = 'bob@sender.example') {
      // No two at the same instant, or nobody could say which came first.
      rig.world.wallMs += 1;
      client ??= await connectSmtp(rig.service.smtp.port);
      const message = Buffer.from(
        `Subject: ${subject}\r\nMessage-ID: <${subject}@sender.example>\r\n\r\nBody\r\n`,
      );
      expect(await sendRaw(client, message, { from, to: [...to] })).toMatch(/^250/);
    },
    states: async (query) => (await deliveries(query)).map(({ state }) => state),
    async advance(ms) {
      expect((await call('POST', '/api/v1/lab/clock', { body: { advanceMs: ms } })).status).toBe(200);
    },
  };
}

export function traceOf({ body }: Answer): z.infer<typeof mailMessageTraceSchema>['trace'] {
  return mailMessageTraceSchema.parse(body).trace;
}
