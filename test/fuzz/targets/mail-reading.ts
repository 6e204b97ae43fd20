/** The device reading a stranger's mail for showing (security, "Showing HTML mail"; G27). */
import { readMail, readPart } from '../../../electron/device/mailbox/reading/read-mail.ts';
import {
  MAX_ADDRESSES,
  MAX_FIELD_UNITS,
  MAX_TEXT_UNITS,
} from '../../../electron/device/mailbox/reading/limits.ts';
import { MIME_LIMITS, MimeRefused } from '../../../shared/mail/limits.ts';
import { instantSchema } from '../../../shared/domain/instant.ts';
import type { MailReading } from '../../../electron/device/ports.ts';
import { seedFiles } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { MAIL_FILES, MAIL_FOLDERS, MAIL_WORDS, mails } from '../grammars/mail.ts';

const MAX_NAME_BYTES = 200;
/** A name that leaves its folder, hides what it is or means something to a shell or to Windows. */
const BAD_NAME = /[/\\\p{Cc}\p{Cf}<>:"|?*]|^[. ]|[. ]$/u;
const UNSHOWN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u;

export const target: FuzzTarget = {
  seeds: seedFiles(MAIL_FOLDERS, MAIL_FILES),
  grammar: mails,
  words: MAIL_WORDS,
  open: async () => ({ run: check, close: async () => undefined }),
};

async function check(input: Uint8Array): Promise<void> {
  const before = Buffer.from(input);
  const reading = readUnlessRefused(input);
  promise(before.equals(input), 'reading changed the message');
  if (reading === null) return;
  const people = [reading.from, reading.to, reading.cc, reading.replyTo];
  for (const list of people) promise(list.length <= MAX_ADDRESSES, `${list.length} addresses`);
  const shown = [reading.subject, ...people.flat().flatMap(({ name, address }) => [name, address])];
  for (const text of shown) {
    promise(text.length <= MAX_FIELD_UNITS, `a field of ${text.length} units`);
    promise(!UNSHOWN.test(text), `shown with invisible characters: ${JSON.stringify(text)}`);
  }
  promise(
    reading.sentAt === null || instantSchema.safeParse(reading.sentAt).success,
    `sent at ${reading.sentAt}`,
  );
  checkBody(reading.body);
  promise(reading.attachments.length <= MIME_LIMITS.parts, `${reading.attachments.length} parts`);
  for (const { index, fileName, size } of reading.attachments) {
    promise(fileName !== '' && !BAD_NAME.test(fileName), `a file called ${JSON.stringify(fileName)}`);
    promise(Buffer.byteLength(fileName) <= MAX_NAME_BYTES, `a name of ${fileName.length} units`);
    const part = index > 3 ? null : readPart(input, index);
    promise(index > 3 || part?.bytes.length === size, `part ${index} is not the one that was listed`);
  }
  for (const url of Object.values(reading.inlineImages))
    promise(
      /^data:image\/(?:png|jpeg|gif|webp|bmp|avif);base64,/.test(url),
      `a picture as ${url.slice(0, 40)}`,
    );
}

/** null: it is beyond limits that cannot be cut down to. */
function readUnlessRefused(input: Uint8Array): MailReading | null {
  try {
    return readMail(input);
  } catch (error) {
    if (error instanceof MimeRefused) return null;
    throw error;
  }
}

function checkBody(body: MailReading['body']): void {
  const texts =
    body.kind === 'html' ? [...body.documents, body.text] : body.kind === 'text' ? [body.text] : [];
  for (const text of texts) {
    promise(text.length <= 2 * MAX_TEXT_UNITS, `a body of ${text.length} units`);
    promise(!text.includes('\0'), 'a body with a NUL');
  }
}
