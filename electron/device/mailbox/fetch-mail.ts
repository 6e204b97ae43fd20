/** Brings messages into the store: metadata, then the raw bytes a few at a time, then both as one batch. */
import { toMs } from '../../../shared/domain/instant.ts';
import { StoreError } from '../ports.ts';
import { MAX_MAIL_BYTES } from './jmap/client.ts';
import { EMAIL_ARGUMENTS, emailsSchema, toCachedMail, type Email } from './jmap/email.ts';
import { answerOf } from './jmap/response.ts';
import type { SyncRun } from './sync-run.ts';

/** Small enough that an interrupted run loses little and the list fills visibly. */
const CHUNK_MESSAGES = 24;
/** Downloads at once: more than one hides the line's delay, more than a few would crowd out the service. */
const DOWNLOADS_IN_FLIGHT = 4;
/** A batch is in memory as a whole. */
const BATCH_BYTES = 16 * 1024 * 1024;

/** `ids` in the order in which they are wanted. */
export async function fetchMail(run: SyncRun, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += CHUNK_MESSAGES) {
    run.checkStopped();
    const chunk = ids.slice(start, start + CHUNK_MESSAGES);
    const responses = await run.client.call([
      ['Email/get', { accountId: run.accountId, ids: chunk, ...EMAIL_ARGUMENTS }, 'emails'],
    ]);
    await cacheEmails(run, inOrder(answerOf(responses, 'emails', emailsSchema).list, chunk));
  }
}

/** Emails whose metadata is there already; those outside the window or too large are left out. */
export async function cacheEmails(run: SyncRun, emails: readonly Email[]): Promise<void> {
  const wanted = emails.filter((email) => isWanted(run, email));
  for (const batch of batches(wanted)) {
    run.checkStopped();
    const bytes = await inFlight(batch, DOWNLOADS_IN_FLIGHT, (email) =>
      run.client.download(run.accountId, email.blobId),
    );
    // A mail that went away since it was listed is reported as destroyed next time.
    const items = batch.flatMap((email, index) => {
      const raw = bytes[index] ?? null;
      return raw === null ? [] : [{ mail: toCachedMail(email, run.roles), raw }];
    });
    run.checkStopped();
    await putOrTrim(run, items);
    for (const { mail } of items) run.have.add(mail.id);
    await run.changed();
  }
}

function isWanted(run: SyncRun, email: Email): boolean {
  if (toMs(email.receivedAt) < run.windowStartMs) return false;
  if (email.size <= MAX_MAIL_BYTES) return true;
  run.log.write('warn', 'a message is too large to be cached', { bytes: email.size });
  return false;
}

function batches(emails: readonly Email[]): readonly (readonly Email[])[] {
  const found: Email[][] = [];
  let bytes = Infinity;
  for (const email of emails) {
    if (bytes + email.size > BATCH_BYTES) {
      found.push([]);
      bytes = 0;
    }
    found.at(-1)?.push(email);
    bytes += email.size;
  }
  return found;
}

type Items = Parameters<SyncRun['mail']['put']>[0];

/** When the disk is full, mail older than this batch makes room for it, once; newer mail is worth more. */
async function putOrTrim(run: SyncRun, items: Items): Promise<void> {
  try {
    await run.mail.put(items);
  } catch (cause) {
    if (!(cause instanceof StoreError) || cause.code !== 'disk-full') throw cause;
    const oldest = items.map(({ mail }) => mail.receivedAt).sort()[0];
    const older = oldest === undefined ? [] : (await run.mail.idsBefore(oldest)).slice(0, 2 * items.length);
    if (older.length === 0) throw cause;
    await run.mail.remove(older);
    for (const id of older) run.have.delete(id);
    run.log.write('warn', 'the disk is full: the oldest cached mail makes room', { removed: older.length });
    await run.changed();
    await run.mail.put(items);
  }
}

function inOrder(emails: readonly Email[], ids: readonly string[]): readonly Email[] {
  const byId = new Map(emails.map((email) => [email.id, email]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function inFlight<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  const workers = Array.from({ length: limit }, async () =>
    worker().catch((cause: unknown) => {
      // The others end with the item they have: nothing is under way any more when this rejects.
      next = items.length;
      throw cause;
    }),
  );
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results;
}
