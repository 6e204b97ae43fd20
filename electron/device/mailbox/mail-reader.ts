/** Answers the window's calls about mail from the cache alone, so that they work without any network. */
import type { MailView } from '../../../shared/bridge/mail.ts';
import type { CallAnswer } from '../../../shared/bridge/calls.ts';
import type { MailReading } from '../ports.ts';
import { safeFileName } from './reading/file-name.ts';
import type { CreateMailReader, MailReaderNeeds } from './sync-port.ts';
import type { MailRow } from '../../../shared/bridge/mail.ts';

const RAW_TYPE = 'message/rfc822';

export const createMailReader: CreateMailReader = (needs) => ({
  list: async ({ mailbox, unreadOnly, offset, limit }, generation) => {
    const page = await needs.mail.list({ mailbox, unreadOnly, offset, limit });
    return { rows: page.rows, offset, total: page.total, generation };
  },
  search: ({ text, limit }) => needs.mail.search(text, limit),
  open: async (id) => {
    const found = await find(needs, id);
    if (found === null) return notCached;
    return { ok: true, value: toView(found.row, await needs.parser.read(found.raw)) };
  },
  bytes: async ({ id, index }) => {
    const found = await find(needs, id);
    if (found === null) return notCached;
    if (index === null) {
      const fileName = safeFileName(`${found.row.subject || 'message'}.eml`, RAW_TYPE);
      return { ok: true, value: { bytes: found.raw, fileName, mediaType: RAW_TYPE } };
    }
    const part = await needs.parser.part(found.raw, index);
    return part === null ? noSuchPart : { ok: true, value: part };
  },
});

async function find(
  { mail }: MailReaderNeeds,
  id: string,
): Promise<{ row: MailRow; raw: Uint8Array } | null> {
  const row = await mail.row(id);
  const raw = row === null ? null : await mail.raw(id);
  return row === null || raw === null ? null : { row, raw };
}

/** A message that could not be parsed still says who wrote it and what about: the service read that much (G27). */
function toView(row: MailRow, reading: MailReading): MailView {
  const view = { ...reading, id: row.id, receivedAt: row.receivedAt };
  if (reading.body.kind !== 'unreadable' || reading.from.length > 0) return view;
  return { ...view, subject: row.subject, from: [row.from], to: row.to };
}

const notCached = refused('not-cached', 'this message is not on this computer (any more)');
const noSuchPart = refused('no-such-part', 'this message has no such attachment');

function refused(code: string, message: string): Extract<CallAnswer<'mail.open'>, { ok: false }> {
  return { ok: false, problem: { code, field: null, message, retryAfterMs: null } };
}
