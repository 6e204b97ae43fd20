/** C1 to C4: filling, opening and searching the five-day cache, beside one encrypted database that holds everything. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  openSealedMailStore,
  type SealedMailStore,
} from '../../electron/adapters/mail-store/sealed-mail-store.ts';
import { openBareMailbox, type BareMailbox } from './bare-mailbox.ts';
import { median, quantile, type Bench, type Figure } from './figure.ts';
import { sampleMail } from './sample-mailbox.ts';
import { sized } from './size.ts';

const PAIRS = sized(5, 1);
const SIZES = sized([1_000, 5_000, 20_000], [100, 200]);
/** Filled in pairs up to this size; the largest once, for reading. */
const FILLED_IN_PAIRS = 5_000;
/** As the sync and a transaction of the peer take them. */
const BATCH = 100;
const OPENINGS = sized(15, 2);
const READS = sized(200, 5);
const PAGE = 50;
const MB = 1024 * 1024;

type Print = (figure: Figure) => void;

interface Mailbox {
  readonly folder: string;
  readonly key: Uint8Array;
}

export const bench: Bench = {
  async run(print) {
    const root = mkdtempSync(path.join(tmpdir(), 'bench-mailbox-'));
    try {
      const openings: number[] = [];
      for (const messages of SIZES) {
        const boxes = await fill(print, root, messages);
        openings.push(await read(print, messages, boxes));
        rmSync(root, { recursive: true, force: true });
      }
      const ratio = (openings.at(-1) ?? NaN) / (openings[0] ?? NaN);
      const of = { sizes: [SIZES.at(-1), SIZES[0]] };
      print({
        goal: 'C2',
        name: 'open and first page, 20,000 / 1,000',
        value: rounded(ratio),
        unit: 'ratio',
        of,
      });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

/** Answers with the last two that were filled. */
async function fill(
  print: Print,
  root: string,
  messages: number,
): Promise<{ readonly ours: Mailbox; readonly bare: Mailbox }> {
  const pairs = messages <= FILLED_IN_PAIRS ? PAIRS : 1;
  const speeds = { ours: [] as number[], bare: [] as number[] };
  let boxes = { ours: newMailbox(root), bare: newMailbox(root) };
  let bytes = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    rmSync(root, { recursive: true, force: true });
    boxes = { ours: newMailbox(root), bare: newMailbox(root) };
    const store = open(boxes.ours);
    bytes = await timed(messages, (batch) => store.put(batch), speeds.ours);
    await store.close();
    const peer = openBareMailbox(boxes.bare.folder, boxes.bare.key);
    await timed(
      messages,
      (batch) => {
        peer.put(batch);
      },
      speeds.bare,
    );
    peer.close();
  }
  const of = { messages, pairs, megabytes: Math.round(bytes / MB) };
  for (const [side, values] of Object.entries(speeds))
    print({
      goal: 'C1',
      name: `caching, ${side}`,
      value: rounded(median(values)),
      unit: 'MB/s',
      of: { ...of, values: values.map(rounded) },
    });
  const ratios = speeds.ours.map((speed, pair) => speed / (speeds.bare[pair] ?? NaN));
  print({
    goal: 'C1',
    name: 'caching, ours / one database',
    value: rounded(median(ratios)),
    unit: 'ratio',
    of: { ...of, values: ratios.map(rounded) },
  });
  print({
    goal: 'C4',
    name: 'disk / raw mail',
    value: rounded(diskBytes(boxes.ours.folder) / bytes),
    unit: 'ratio',
    of,
  });
  return boxes;
}

/** Only the storing is timed, not the making of the messages; answers with their bytes. */
async function timed(
  messages: number,
  put: (batch: readonly ReturnType<typeof sampleMail>[]) => Promise<void> | void,
  speeds: number[],
): Promise<number> {
  let bytes = 0;
  let storedMs = 0;
  for (let first = 0; first < messages; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => sampleMail(first + index));
    bytes += batch.reduce((sum, { raw }) => sum + raw.length, 0);
    storedMs += await durationMs(() => put(batch));
  }
  speeds.push(bytes / MB / (storedMs / 1000));
  return bytes;
}

/** Answers with how long opening and the first page took, the median. */
async function read(
  print: Print,
  messages: number,
  boxes: { readonly ours: Mailbox; readonly bare: Mailbox },
): Promise<number> {
  const openings: number[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    openings.push(
      await durationMs(
        async () => {
          const store = open(boxes.ours);
          await firstPage(store);
          return store.close;
        },
        (close) => close(),
      ),
    );
  }
  const store = open(boxes.ours);
  const peer = openBareMailbox(boxes.bare.folder, boxes.bare.key);
  await compare(print, messages, store, peer);
  await store.close();
  peer.close();
  const value = median(openings);
  print({
    goal: 'C2',
    name: 'open and first page',
    value: rounded(value),
    unit: 'ms',
    of: { messages, openings: OPENINGS },
  });
  return value;
}

async function compare(
  print: Print,
  messages: number,
  store: SealedMailStore,
  peer: BareMailbox,
): Promise<void> {
  const pages = { ours: [] as number[], bare: [] as number[] };
  const searches = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < READS; round += 1) {
    const prefix = sampleMail(round).mail.subject.slice(0, 3);
    pages.ours.push(await durationMs(() => firstPage(store)));
    pages.bare.push(await durationMs(() => peer.firstPage()));
    searches.ours.push(await durationMs(() => store.search(prefix, PAGE)));
    searches.bare.push(await durationMs(() => peer.search(`"${prefix}" *`)));
  }
  const of = { messages, reads: READS };
  for (const [goal, name, { ours, bare }] of [
    ['C2', 'first page', pages],
    ['C3', 'search for three letters', searches],
  ] as const) {
    print({ goal, name: `${name}, p50`, value: rounded(median(ours)), unit: 'ms', of });
    print({ goal, name: `${name}, p99`, value: rounded(quantile(ours, 0.99)), unit: 'ms', of });
    print({
      goal,
      name: `${name}, p50, ours / bare query`,
      value: rounded(median(ours) / median(bare)),
      unit: 'ratio',
      of,
    });
  }
}

function firstPage(store: SealedMailStore): ReturnType<SealedMailStore['list']> {
  return store.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: PAGE });
}

function open({ folder, key }: Mailbox): SealedMailStore {
  const place = { indexPath: path.join(folder, 'index.db'), filesFolder: path.join(folder, 'mail') };
  return openSealedMailStore(place, key, {
    write: (level, message) => {
      console.error(level, message);
    },
  });
}

function newMailbox(root: string): Mailbox {
  mkdirSync(root, { recursive: true });
  return { folder: mkdtempSync(path.join(root, 'box-')), key: randomBytes(32) };
}

function diskBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

/** `after` is not counted. */
async function durationMs<Result>(
  work: () => Result | Promise<Result>,
  after: (result: Result) => unknown = () => undefined,
): Promise<number> {
  const startMs = performance.now();
  const result = await work();
  const tookMs = performance.now() - startMs;
  await after(result);
  return tookMs;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
