/**
 * kill -9 of the whole service while an event holds mail, and again while it goes back: all of it arrives, in order, and
 * twice only what was under way (G21, G24). The long form is `npm run crash -- --hits 100 mail-flow`.
 */
import { expect, test } from 'vitest';
import { PARCELS_AT_A_TIME } from '../../service/mail-flow/dispatcher.ts';
import { mailFlowSummarySchema } from '../../shared/http/mail-flow.ts';
import { connectSmtp, sendRaw } from '../service/gateway/raw-smtp.ts';
import { startFaultySink } from '../service/mail-flow/faulty-sink.ts';
import { callReady, launchReady } from '../service/service-process.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { HITS } from './hits.ts';

/** The long form holds a thousand. */
const messages = 10 * Math.max(HITS, 5);
const TO = 'ada@example.com';
const soon = { timeout: 120_000, interval: 50 };
/** Fast, so that it is the server that is slow, and there is something under way. */
const PACE = ['--release-per-minute', '60000'];

test(
  `mail-flow: ${String(messages)} held, kill -9 while they are held, and kill -9 on their way back: none lost`,
  { timeout: 1_200_000 },
  async () => {
    const sink = await startFaultySink();
    const folder = temporaryFolder();
    const start = () =>
      launchReady(folder, ['--primary', `smtp://127.0.0.1:${String(sink.port)}`, '--lab', ...PACE]);
    let running = await start();
    const call = async (method: string, route: string, body?: unknown): Promise<Record<string, unknown>> =>
      (await (await callReady(running.ready, method, `/api/v1${route}`, body)).json()) as Record<
        string,
        unknown
      >;
    const summary = async () => mailFlowSummarySchema.parse(await call('GET', '/mail/summary'));
    const kill = async (): Promise<void> => {
      running.child.kill('SIGKILL');
      await running.ended;
      running = await start();
    };
    const { id: person } = await call('POST', '/users', { email: TO, displayName: TO });
    const { id: affectedGroupId } = await call('POST', '/groups', { name: 'London' });
    await callReady(
      running.ready,
      'PUT',
      `/api/v1/groups/${String(affectedGroupId)}/members/${String(person)}`,
    );
    const event = { description: 'down', affectedGroupId, pauseInboundDelivery: true, end: null };
    const { id: eventId } = await call('POST', '/events', { ...event, start: new Date().toISOString() });
    const client = await connectSmtp(running.ready.smtp.port);
    const subjects = Array.from({ length: messages }, (_, n) => `m${String(n)}`);
    for (const subject of subjects)
      expect(await sendRaw(client, Buffer.from(`Subject: ${subject}\r\n\r\nx\r\n`), { to: [TO] })).toMatch(
        /^250/,
      );

    await kill();
    await expect.poll(async () => (await summary()).counts.held, soon).toBe(messages);
    expect(sink.messages).toEqual([]);
    await call('POST', `/events/${String(eventId)}/end`);
    const half = Math.floor(messages * (0.2 + 0.6 * Math.random()));
    await expect.poll(() => sink.messages.length, { ...soon, interval: 1 }).toBeGreaterThan(half);
    await kill();
    const arrived = (): readonly string[] => [...new Set(sink.messages.map(({ subject }) => subject))];
    await expect.poll(arrived, soon).toEqual(subjects);
    await expect.poll(async () => (await summary()).counts.delivered, soon).toBe(messages);
    const { possibleDuplicates } = await summary();
    const duplicates = sink.messages.length - messages;
    console.log(
      `held ${String(messages)}, lost 0, duplicates ${String(duplicates)} (possible: ${String(possibleDuplicates)})`,
    );
    expect(duplicates).toBeLessThanOrEqual(possibleDuplicates);
    expect(possibleDuplicates).toBeLessThanOrEqual(PARCELS_AT_A_TIME);
  },
);
