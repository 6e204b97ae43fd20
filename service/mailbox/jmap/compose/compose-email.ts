/** Writes a new e-mail as the message it will be (RFC 8621 section 4.6). */
import { randomUUID } from 'node:crypto';
import { fromMs } from '../../../../shared/domain/instant.ts';
import { MAX_MESSAGE_BYTES } from '../../../gateway/limits.ts';
import type { Arguments } from '../core/request.ts';
import { invalid, SetFailure } from '../core/set.ts';
import { fieldLines, fieldsOf, isFieldProperty, type Field } from './header-fields.ts';
import { writePart, type MimePart } from './mime-parts.ts';
import { readBody, type BodyProperties, type ReadBytes } from './read-parts.ts';

const BODY_PROPERTIES = new Set(['bodyStructure', 'bodyValues', 'textBody', 'htmlBody', 'attachments']);

const NO_BODY: MimePart = { kind: 'text', type: 'text/plain', content: Buffer.alloc(0) };

/** `mail` is without mailboxes and keywords. Bcc stays: a draft knows its recipients. Throws a `SetFailure`. */
export async function composeEmail(mail: Arguments, readBytes: ReadBytes, nowMs: number): Promise<Buffer> {
  const foreign = Object.keys(mail).filter((name) => !BODY_PROPERTIES.has(name) && !isFieldProperty(name));
  if (foreign.length > 0) throw invalid(foreign, 'is not given when an e-mail is made');
  const given = fieldsOf(Object.fromEntries(Object.entries(mail).filter(([name]) => isFieldProperty(name))));
  const fields = [...given, ...missingFields(given, nowMs), { name: 'MIME-Version', value: '1.0' }];
  const body: BodyProperties = mail;
  const bytes = Buffer.concat([
    Buffer.from(fieldLines(fields)),
    writePart((await readBody(body, readBytes)) ?? NO_BODY),
  ]);
  if (bytes.length > MAX_MESSAGE_BYTES)
    throw new SetFailure({ type: 'tooLarge', maxSize: MAX_MESSAGE_BYTES });
  return bytes;
}

/** Every message has a date and an id of its own. */
function missingFields(given: readonly Field[], nowMs: number): readonly Field[] {
  const has = (name: string): boolean => given.some((field) => field.name.toLowerCase() === name);
  const domain = given.map((field) =>
    /^from$/i.test(field.name) ? (/@([\w.-]+)/.exec(field.value)?.[1] ?? null) : null,
  );
  const host = domain.find((name) => name !== null) ?? 'continuity.invalid';
  return [
    ...(has('date') ? [] : fieldsOf({ sentAt: fromMs(nowMs) })),
    ...(has('message-id') ? [] : fieldsOf({ messageId: [`${randomUUID()}@${host}`] })),
  ];
}
