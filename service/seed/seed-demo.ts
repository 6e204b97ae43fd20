/** Fills an empty service with the demo organisation and five believable days of its mail (`--seed demo`). */
import type { Kysely } from 'kysely';
import { DAY_MS, fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import { emailIdOf } from '../mailbox/emails.ts';
import type { Mailboxes } from '../mailbox/mailboxes.ts';
import type { MessageFiles } from '../mailbox/message-files.ts';
import { changeEmails, type EmailState } from '../mailbox/store/change-emails.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import { composeMail } from './compose.ts';
import { demoMail, DEMO_SEED } from './demo-mail.ts';
import { addressOf, DEMO_PASSWORD, type DemoPerson } from './people.ts';
import type { PlannedMail } from './plan-mail.ts';
import { createRandom, type Random } from './random.ts';
import { idOf, isEmpty, storePeople } from './store-people.ts';

export interface SeedDeps {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly files: Pick<MessageFiles, 'begin' | 'ids' | 'remove'>;
  readonly mailboxes: Pick<Mailboxes, 'accepted' | 'idle'>;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly nowMs: number;
}

/** Messages written at the same time: each waits for its own fsync. */
const WRITERS = 8;

/** Returns false, and changes nothing, when there are people already. */
export async function seedDemo(deps: SeedDeps): Promise<boolean> {
  if (!(await isEmpty(deps.db))) return false;
  await clearMail(deps);
  const random = createRandom(DEMO_SEED);
  const mails = demoMail(deps.nowMs).map((mail) => ({ mail, id: messageIdOf(mail, random) }));
  await writeAll(deps, mails);
  await deps.mailboxes.idle();
  const keywords = keywordsOf(mails, deps.nowMs, random);
  for (const [accountId, changes] of keywords) {
    const account = { accountId, ifModseq: null, nowMs: deps.nowMs };
    await changeEmails(deps.writePath, account, async (changer) => {
      for (const { emailId, keywords: set } of changes)
        await changer.update(emailId, (state) => ({ ...state, ...set }));
    });
  }
  // Last, so that a start that was interrupted begins anew instead of going on half full.
  const passwordHash = await deps.hashPassword(DEMO_PASSWORD);
  await deps.writePath.transact(({ db }) => storePeople(db, passwordHash, deps.nowMs));
  return true;
}

/** Without people there are no mailboxes: what is there is of a seeding that was interrupted. */
async function clearMail({ writePath, files, mailboxes }: SeedDeps): Promise<void> {
  await mailboxes.idle();
  await writePath.transact(async ({ db }) => {
    for (const table of ['emails', 'messages', 'threadKeys', 'mailboxAccounts'] as const)
      await db.deleteFrom(table).execute();
  });
  await files.remove(await files.ids());
}

interface Numbered {
  readonly mail: PlannedMail;
  readonly id: string;
}

function messageIdOf(mail: PlannedMail, random: Random): string {
  return `M${mail.atMs.toString(36)}d${random.between(0, 2 ** 31).toString(36)}`;
}

async function writeAll(deps: SeedDeps, mails: readonly Numbered[]): Promise<void> {
  const waiting = mails.values();
  const writer = async (): Promise<void> => {
    for (const { mail, id } of waiting) {
      const draft = await deps.files.begin({
        version: 1,
        id,
        receivedAt: fromMs(mail.atMs),
        sender: mail.from.address,
        deliveries: mail.receivers.map((person) => deliveryTo(person)),
        sentBy: mail.sender === null ? null : idOf(mail.sender),
        traceBytes: 0,
      });
      await draft.write(await composeMail(mail));
      await draft.commit();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  // In the order of arrival, as threads grow.
  for (const { id } of mails) deps.mailboxes.accepted(id);
}

/** As when a mail server has expanded its list before it sends. */
function deliveryTo(person: DemoPerson): { address: string; groupId: null; personIds: string[] } {
  return { address: addressOf(person), groupId: null, personIds: [idOf(person)] };
}

interface KeywordChange {
  readonly emailId: string;
  readonly keywords: Pick<EmailState, 'seen' | 'flagged' | 'answered'>;
}

/** Who has read, flagged and answered what: the older the likelier. */
function keywordsOf(
  mails: readonly Numbered[],
  nowMs: number,
  random: Random,
): ReadonlyMap<string, readonly KeywordChange[]> {
  const changes = new Map<string, KeywordChange[]>();
  for (const { mail, id } of mails) {
    for (const person of mail.receivers) {
      const answered = mail.answeredBy.includes(person.key);
      const unread = mail.script.unreadBy?.includes(person.key) ?? false;
      const seen = answered || (!unread && random.chance(chanceOfReading(nowMs - mail.atMs)));
      const flagged = mail.script.flaggedBy?.includes(person.key) ?? random.chance(CHANCE_OF_FLAG);
      if (!seen && !flagged) continue;
      const list = changes.get(idOf(person)) ?? [];
      changes.set(idOf(person), list);
      list.push({ emailId: emailIdOf(id, 'inbox'), keywords: { seen, flagged, answered } });
    }
  }
  return changes;
}

const CHANCE_OF_FLAG = 0.02;

function chanceOfReading(ageMs: number): number {
  if (ageMs < HOUR_MS) return 0.3;
  if (ageMs < DAY_MS) return 0.9;
  return 0.99;
}
