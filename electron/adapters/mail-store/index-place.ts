/** Where a mail stands in the index: its time of receipt in milliseconds, the next free one when that is taken. */
import type { CachedMail } from '../../device/ports.ts';
import { toMs } from '../../../shared/domain/instant.ts';

/** Counted from here, numbers are shorter in the search index. Earlier mail gets negative places, which are fine too. */
const BASE_MS = Date.UTC(2024, 0, 1);

export function placeOf(receivedAt: string): number {
  const place = toMs(receivedAt) - BASE_MS;
  if (!Number.isSafeInteger(place)) throw new TypeError('a cached mail has a time of receipt');
  return place;
}

const MAILBOX_NUMBERS: Readonly<Record<CachedMail['mailbox'], number>> = {
  inbox: 0,
  sent: 1,
  drafts: 2,
  other: 3,
};

export function mailboxNumber(mailbox: CachedMail['mailbox']): number {
  return MAILBOX_NUMBERS[mailbox];
}
