/** Fills a service's data folder with accepted mail for one person, as the gateway leaves it: the service takes it in at its start. */
import path from 'node:path';
import { createAccessTokens } from '../../service/devices/access-tokens.ts';
import { createMessageFiles } from '../../service/mailbox/message-files.ts';
import { openNodeDisk } from '../../service/mailbox/node-disk.ts';
import { openOrganisation } from '../../service/storage/organisation.ts';
import { systemChance } from '../../service/storage/chance.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { openDatabase } from '../../service/storage/open-database.ts';
import { NO_CRASH_POINTS } from '../../shared/lib/crash-point.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import { fillOrganisation } from './sample-organisation.ts';
import { sampleMail } from './sample-mailbox.ts';

const ACCOUNT = 'p0';
const WRITERS = 16;
const PEOPLE = 10;
/** Messages one to four minutes old are still to come in; 20,000 fit into four days. */
const SPACING_MS = 15_000;

export interface FilledMailbox {
  readonly accountId: string;
  readonly token: string;
}

export async function fillMailbox(folder: string, messages: number, people = PEOPLE): Promise<FilledMailbox> {
  await fillOrganisation(folder, people);
  const nowMs = Date.now();
  const files = createMessageFiles(openNodeDisk(path.join(folder, 'mail')));
  const numbers = Array.from({ length: messages }, (_, index) => index).values();
  const writer = async (): Promise<void> => {
    for (const number of numbers) {
      const receivedAtMs = nowMs - number * SPACING_MS;
      const draft = await files.begin({
        ...{ version: 1, id: `M${receivedAtMs.toString(36)}${number}`, receivedAt: fromMs(receivedAtMs) },
        ...{ sender: 'bob@partner.example', sentBy: null, traceBytes: 0 },
        deliveries: [{ address: 'person.0@example.com', groupId: null, personIds: [ACCOUNT] }],
      });
      await draft.write(textMessage(number));
      await draft.commit();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return { accountId: ACCOUNT, token: await tokenOf(folder, nowMs) };
}

/** Text alone: what a list and a search cost has nothing to do with attachments. */
export function textMessage(number: number): Buffer {
  const { mail } = sampleMail(number);
  const header = [
    `From: ${mail.from.name} <${mail.from.address}>`,
    'To: person.0@example.com',
    `Subject: ${mail.subject}`,
    `Message-ID: ${mail.messageId}`,
    'Content-Type: text/plain; charset=utf-8',
  ];
  return Buffer.from(`${header.join('\r\n')}\r\n\r\n${mail.text.replace(/(.{60,70}) /gu, '$1\r\n')}\r\n`);
}

async function tokenOf(folder: string, nowMs: number): Promise<string> {
  const { db, mark, lacksLog, close } = await openDatabase(folder, MIGRATIONS);
  const { tokenSecret: secret, serviceId } = await openOrganisation({
    ...{ db, mark, lacksLog, nowMs, chance: systemChance, crashPoint: NO_CRASH_POINTS },
    putBack: () => undefined,
  });
  await close();
  const tokens = createAccessTokens({ secret, serviceId });
  return (await tokens.issue({ id: `d-${ACCOUNT}`, userId: ACCOUNT }, nowMs)).accessToken;
}
