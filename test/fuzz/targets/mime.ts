/** The service's own reading of received mail, and what it keeps of one that it refuses (G26, G27). */
import { describeRefused, digestOfBody } from '../../../service/mailbox/mime/refused-mail.ts';
import { readMail } from '../../../service/mailbox/mime/read-mail.ts';
import { MIME_LIMITS, MimeRefused } from '../../../shared/mail/limits.ts';
import type { BodyPart, ParsedMail } from '../../../shared/mail/mail-content.ts';
import { seedFiles } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { MAIL_FILES, MAIL_FOLDERS, MAIL_WORDS, mails } from '../grammars/mail.ts';

export const target: FuzzTarget = {
  seeds: seedFiles(MAIL_FOLDERS, MAIL_FILES),
  grammar: mails,
  words: MAIL_WORDS,
  open: async () => ({ run: check, close: async () => undefined }),
};

async function check(input: Uint8Array): Promise<void> {
  const bytes = Buffer.from(input);
  const before = Buffer.from(input);
  const mail = readUnlessRefused(bytes);
  promise(before.equals(bytes), 'parsing changed the message');
  if (mail !== null) checkMail(mail, bytes.length);
  checkMail(describeRefused(bytes, bytes.length, 'failed', digestOfBody(bytes)), bytes.length);
}

function readUnlessRefused(bytes: Buffer): ParsedMail | null {
  try {
    return readMail(bytes);
  } catch (error) {
    if (error instanceof MimeRefused) return null;
    throw error;
  }
}

function checkMail({ content, bodyValues }: ParsedMail, size: number): void {
  const parts = flat(content.structure);
  promise(parts.length <= MIME_LIMITS.parts + 1, `${parts.length} parts`);
  for (const part of parts)
    promise(
      0 <= part.start && part.start <= part.end && part.end <= size,
      `a part from ${part.start} to ${part.end}`,
    );
  const known = new Set(parts.flatMap(({ partId }) => partId ?? []));
  for (const partId of [...content.textBody, ...content.htmlBody, ...content.attachments])
    promise(known.has(partId), `a list names part ${partId}, which is not there`);
  for (const { value } of bodyValues)
    promise(value.length <= MIME_LIMITS.textCharacters, `a body of ${value.length} units`);
  // It is stored as JSON, and must come back.
  promise(
    JSON.stringify(JSON.parse(JSON.stringify(content))) === JSON.stringify(content),
    'content is not JSON',
  );
  JSON.stringify(bodyValues);
}

function flat(part: BodyPart): readonly BodyPart[] {
  return [part, ...part.subParts.flatMap((inner) => flat(inner))];
}
