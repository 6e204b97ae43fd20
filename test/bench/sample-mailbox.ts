/** A mailbox for benchmarks: sizes and words as in a real one, the same at every run. */
import { randomBytes } from 'node:crypto';
import type { CachedMail } from '../../electron/device/ports.ts';
import { MINUTE_MS, fromMs } from '../../shared/domain/instant.ts';

export interface SampleMail {
  readonly mail: CachedMail;
  readonly raw: Uint8Array;
}

const NEWEST_MS = Date.UTC(2026, 10, 25, 9);
/** Lognormal with this median and spread: 17 KB, a twentieth above 200 KB (performance 3). */
const MEDIAN_BYTES = 17_000;
const SPREAD = 1.5;
const MAX_BYTES = 3_300_000;
/** About 3 KB of text. */
const WORDS_OF_TEXT = 450;
const VOCABULARY = 12_000;

/** Bodies are cut from one block: making new ones would cost more than what is measured. */
const block = randomBytes((MAX_BYTES * 3) / 4).toString('base64');

/** Number 0 is the newest, received at `newestMs`. */
export function sampleMail(index: number, newestMs = NEWEST_MS): SampleMail {
  const uniform = mulberry32(index + 1);
  const text = Array.from({ length: WORDS_OF_TEXT }, () => wordOf(uniform())).join(' ');
  const sender = Math.floor(uniform() * 400);
  const subject = `${wordOf(uniform())} ${wordOf(uniform())} ${index}`;
  const size = Math.min(MAX_BYTES, Math.round(MEDIAN_BYTES * Math.exp(SPREAD * normal(uniform))));
  const raw = Buffer.from(`Subject: ${subject}\r\n\r\n${text}\r\n\r\n${block.slice(0, size)}`);
  return {
    raw,
    mail: {
      id: `bench-${index}`,
      threadId: `bench-${index}`,
      mailbox: 'inbox',
      receivedAt: fromMs(newestMs - index * MINUTE_MS),
      from: { name: `Sender ${sender}`, address: `sender${sender}@partner.example` },
      to: [{ name: 'Katharina Brandt', address: 'katharina.brandt@northwind.example' }],
      cc: [],
      subject,
      preview: text.slice(0, 120),
      unread: index % 3 === 0,
      flagged: false,
      hasAttachment: index % 5 === 0,
      list: null,
      size: raw.length,
      messageId: `<${index}@partner.example>`,
      text,
    },
  };
}

/** A few words are everywhere and most are rare, as in any language (Zipf). */
function wordOf(uniform: number): string {
  const rank = Math.floor(VOCABULARY ** uniform);
  const syllables = ['ka', 'ro', 'min', 'tel', 'va', 'shi', 'por', 'en', 'lu', 'dra'];
  return Array.from(String(rank + VOCABULARY), (digit) => syllables[Number(digit)]).join('');
}

function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A small generator with a seed, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
