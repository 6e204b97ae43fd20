/** C2, C3 and downloads through the service over JMAP: a mailbox of 20,000 messages beside one of 1,000, and the bare query beside both. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { median, quantile, type Bench, type Figure } from './figure.ts';
import { askJmap, untilTaken, type Ask } from './jmap-asker.ts';
import { measureDownloads } from './jmap-downloads.ts';
import { fillMailbox, type FilledMailbox } from './jmap-mailbox.ts';
import { openBareQueries, type BareQueries } from './bare-jmap.ts';
import { sampleMail } from './sample-mailbox.ts';
import { sized } from './size.ts';

const SIZES = sized([1_000, 20_000], [100, 200]);
const READS = sized(1_000, 10);
/** A service that runs for weeks is compiled and warm. */
const WARMING_READS = sized(300, 0);
const PAGE = 50;
const ROW = [
  'threadId',
  'mailboxIds',
  'keywords',
  'from',
  'subject',
  'receivedAt',
  'preview',
  'hasAttachment',
];

type Print = (figure: Figure) => void;

/** A service with a mailbox of so many messages, and what was asked of it in milliseconds until the answer was read. */
interface Measured {
  readonly messages: number;
  readonly service: ServiceProcess;
  readonly account: FilledMailbox;
  readonly ask: Ask;
  readonly bare: BareQueries;
  readonly times: Readonly<Record<What, number[]>>;
}

type What = 'empty' | 'page' | 'barePage' | 'common' | 'rare';

export const bench: Bench = {
  async run(print) {
    const folders = SIZES.map(() => mkdtempSync(path.join(os.tmpdir(), 'bench-jmap-')));
    try {
      const all: Measured[] = [];
      for (const [index, folder] of folders.entries()) all.push(await open(folder, SIZES[index] ?? 0));
      // In turn, so that what else the machine does falls on both alike.
      for (let read = -WARMING_READS; read < READS; read += 1)
        for (const one of all) await readAll(one, read);
      for (const one of all) tell(print, one);
      const [small, large] = all.map(({ times }) => median(times.page));
      const value = rounded((large ?? NaN) / (small ?? NaN));
      print({
        goal: 'C2',
        name: 'first page by JMAP, 20,000 / 1,000',
        value,
        unit: 'ratio',
        of: { sizes: SIZES },
      });
      for (const { messages, service, account, ask } of all)
        if (messages === SIZES[0]) await measureDownloads(print, { ...account, httpUrl: service.url }, ask);
      for (const { service, bare } of all) {
        bare.close();
        await service.kill();
      }
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function open(folder: string, messages: number): Promise<Measured> {
  const data = path.join(folder, 'service');
  const account = await fillMailbox(data, messages);
  const service = await startService(folder);
  const ask = askJmap(service.url, account.accountId, account.token);
  await untilTaken(service.url, account.token, ask, messages);
  const times = { empty: [], page: [], barePage: [], common: [], rare: [] };
  return { messages, service, account, ask, bare: openBareQueries(data, account.accountId), times };
}

const PREFIXES = Array.from({ length: READS }, (_, index) => sampleMail(index).mail.subject.slice(0, 3));

/** Below zero it warms up, and nothing is noted. */
async function readAll({ messages, ask, bare, times }: Measured, read: number): Promise<void> {
  const search = (text: string): Promise<unknown> =>
    ask([['Email/query', { filter: { text }, limit: PAGE }]]);
  const asked: Readonly<Record<What, () => unknown>> = {
    empty: () => ask([['Core/echo', {}]]),
    page: () =>
      ask([
        ['Email/query', { limit: PAGE }],
        ['Email/get', { '#ids': { resultOf: '0', name: 'Email/query', path: '/ids' }, properties: ROW }],
      ]),
    barePage: () => bare.firstPage(PAGE),
    common: () => search(PREFIXES[Math.abs(read)] ?? ''),
    // The number of a message is in its subject, and nowhere else.
    rare: () => search(String(messages - 1 - Math.abs(read))),
  };
  for (const what of Object.keys(times) as What[]) {
    const tookMs = await elapsedMs(asked[what]);
    if (read >= 0) times[what].push(tookMs);
  }
}

function tell(print: Print, { messages, times }: Measured): void {
  for (const [goal, name, values] of [
    [null, 'empty request by JMAP', times.empty],
    [null, 'first page by the bare query', times.barePage],
    ['C2', 'first page by JMAP', times.page],
    ['C3', 'search for three common letters by JMAP', times.common],
    ['C3', 'search for a word that one message has by JMAP', times.rare],
  ] as const)
    for (const share of [0.5, 0.99]) {
      const value = rounded(quantile(values, share));
      print({
        goal,
        name: `${name}, p${String(share * 100)}`,
        value,
        unit: 'ms',
        of: { messages, reads: READS },
      });
    }
}

async function elapsedMs(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
