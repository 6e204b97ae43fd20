/**
 * kill -9 of the whole service, at random, while mail comes in and goes on: nothing acknowledged is lost, each recipient's
 * order is kept, and every duplicate is one that the service knew was possible (G21, G24, G30). The long form is
 * `npm run crash -- --hits 100 mail-flow`.
 */
import { expect, test } from 'vitest';
import { PARCELS_AT_A_TIME } from '../../service/mail-flow/dispatcher.ts';
import { mailFlowSummarySchema } from '../../shared/http/mail-flow.ts';
import { startFaultySink } from '../service/mail-flow/faulty-sink.ts';
import { connectSmtp, sendRaw } from '../service/gateway/raw-smtp.ts';
import { callReady, launchReady, type Launched, type Ready } from '../service/service-process.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';

const RECIPIENTS = ['ada', 'tom', 'eve', 'zoe'].map((name) => `${name}@example.com`);
const KILLS_OF_HUNDRED = 3;
const hits = Number(process.env['CONTINUITY_CRASH_HITS'] ?? 10);
/** The long form is a thousand. */
const messages = 10 * hits;
const kills = Math.ceil((messages / 100) * KILLS_OF_HUNDRED);
const soon = { timeout: 120_000, interval: 50 };

type Running = Launched & { readonly ready: Ready };

/** Sends until the connection breaks or all are sent; a new subject for every try, so that a copy is never the sender's doing. */
async function sendUntilKilled(
  { smtp }: Ready,
  to: string,
  acknowledged: string[],
  isEnough: () => boolean,
): Promise<void> {
  try {
    const client = await connectSmtp(smtp.port);
    for (let n = 0; !isEnough(); n += 1) {
      const subject = `${to} ${crypto.randomUUID()}`;
      const message = Buffer.from(`Subject: ${subject}\r\n\r\n${'body '.repeat(50)}\r\n`);
      if ((await sendRaw(client, message, { to: [to] })).startsWith('250')) acknowledged.push(subject);
    }
  } catch {
    // The connection broke: that is what is being waited for.
  }
}

test(
  `mail-flow: ${String(messages)} messages, ${String(kills)} times kill -9: none lost`,
  { timeout: 1_200_000 },
  async () => {
    const sink = await startFaultySink();
    const folder = temporaryFolder();
    const start = (): Promise<Running> =>
      launchReady(folder, ['--primary', `smtp://127.0.0.1:${String(sink.port)}`, '--lab']);
    let running = await start();
    for (const email of RECIPIENTS)
      await callReady(running.ready, 'POST', '/api/v1/users', { email, displayName: email });
    const acknowledged: string[] = [];
    const isEnough = (): boolean => acknowledged.length >= messages;
    for (let kill = 0; kill < kills; kill += 1) {
      const sent = Promise.all(
        RECIPIENTS.map((to) => sendUntilKilled(running.ready, to, acknowledged, isEnough)),
      );
      // At a random place of its stretch: in the midst of whatever is going on there.
      const at = Math.min(messages - 1, Math.floor(((kill + Math.random()) * messages) / kills) + 1);
      await expect.poll(() => acknowledged.length, soon).toBeGreaterThanOrEqual(at);
      running.child.kill('SIGKILL');
      await Promise.all([sent, running.ended]);
      running = await start();
    }
    await Promise.all(RECIPIENTS.map((to) => sendUntilKilled(running.ready, to, acknowledged, isEnough)));
    const summary = async () =>
      mailFlowSummarySchema.parse(
        await (await callReady(running.ready, 'GET', '/api/v1/mail/summary')).json(),
      );
    const lost = (): readonly string[] => {
      const there = new Set(sink.messages.map(({ subject }) => subject));
      return acknowledged.filter((subject) => !there.has(subject));
    };
    await callReady(running.ready, 'POST', '/api/v1/lab/clock', { advanceMs: 120_000 });
    await expect.poll(lost, soon).toEqual([]);
    const { possibleDuplicates } = await summary();
    const subjects = sink.messages.map(({ subject }) => subject);
    const duplicates = subjects.length - new Set(subjects).size;
    console.log(
      `acknowledged ${String(acknowledged.length)}, lost 0, duplicates ${String(duplicates)} (possible: ${String(possibleDuplicates)}), kills ${String(kills)}`,
    );
    expect(duplicates).toBeLessThanOrEqual(possibleDuplicates);
    expect(possibleDuplicates).toBeLessThanOrEqual(kills * PARCELS_AT_A_TIME);
    for (const to of RECIPIENTS) {
      const own = new Set(acknowledged.filter((subject) => subject.startsWith(to)));
      const arrived = [...new Set(subjects)].filter((subject) => own.has(subject));
      expect(arrived, to).toEqual([...own]);
    }
  },
);
