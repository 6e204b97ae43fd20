/** Cached mail for tests of stores: believable, and told apart by its number. */
import type { CachedMail } from '../../../electron/device/ports.ts';
import { fromMs } from '../../../shared/domain/instant.ts';

const FIRST_MS = Date.UTC(2026, 10, 23, 9);
const STEP_MS = 61_000;

export function receivedAt(number: number): string {
  return fromMs(FIRST_MS + number * STEP_MS);
}

export function cachedMail(number: number, changes: Partial<CachedMail> = {}): CachedMail {
  return {
    id: `M${number}`,
    threadId: `T${number}`,
    mailbox: 'inbox',
    receivedAt: receivedAt(number),
    from: { name: `Sender ${number}`, address: `sender${number}@example.org` },
    to: [{ name: 'Anna', address: 'anna@example.org' }],
    cc: [],
    subject: `Subject ${number}`,
    preview: `Preview ${number}`,
    unread: number % 2 === 0,
    flagged: false,
    hasAttachment: false,
    list: null,
    size: 1000 + number,
    messageId: `<${number}@example.org>`,
    text: `Text of message ${number}`,
    ...changes,
  };
}

export function rawOf(number: number): Uint8Array {
  return Buffer.from(`Subject: Subject ${number}\r\n\r\nText of message ${number}\r\n`);
}

export function batchOf(numbers: readonly number[], changes: Partial<CachedMail> = {}) {
  return numbers.map((number) => ({ mail: cachedMail(number, changes), raw: rawOf(number) }));
}
