/** The person's desk: begins drafts and answers, sends them in DR mode, and takes back what can be taken back (product 4). */
import type { CallAnswer, CallInput } from '../../../shared/bridge/calls.ts';
import { MAX_FILES, MAX_FILES_BYTES, MAX_RECIPIENTS, type Draft } from '../../../shared/bridge/compose.ts';
import type { Person } from '../../../shared/domain/person.ts';
import { ok, refused, type Result } from '../../../shared/lib/result.ts';
import type { MailReader } from '../mailbox/sync-port.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { MailWriter, WrittenFile } from '../ports.ts';
import { answerDraft, circleOf } from './answer-draft.ts';
import type { Drafts } from './drafts.ts';
import { composeProblem } from './problems.ts';
import { answerFields, threadFieldsOf } from './thread-fields.ts';

export interface ComposeDeskNeeds {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly reader: MailReader;
  readonly writer: MailWriter;
  readonly person: () => Person;
  /** Sending belongs to Outlook otherwise. */
  readonly isDr: () => boolean;
  readonly newId: () => string;
  readonly nowMs: () => number;
}

type Handler<Name extends ComposeCall> = (input: CallInput<Name>) => Promise<CallAnswer<Name>>;
export type ComposeCall =
  | 'draft.create'
  | 'draft.open'
  | 'draft.save'
  | 'draft.attach'
  | 'draft.detach'
  | 'draft.discard'
  | 'outbox.send'
  | 'outbox.cancel';
export type ComposeDesk = { readonly [Name in ComposeCall]: Handler<Name> };

export function createComposeDesk(needs: ComposeDeskNeeds): ComposeDesk {
  const { drafts, outbox } = needs;
  const found = (draft: Draft | null): CallAnswer<'draft.open'> =>
    draft === null ? refused(composeProblem('no-such-draft')) : ok(draft);
  return {
    'draft.create': (input) => begin(needs, input),
    'draft.open': async ({ id }) => found(drafts.get(id)),
    'draft.save': async ({ id, content }) => found(await drafts.save(id, content)),
    'draft.attach': async ({ id, ...file }) => {
      const files = drafts.get(id)?.files ?? [];
      const bytes = files.reduce((sum, { size }) => sum + size, file.bytes.byteLength);
      if (files.length >= MAX_FILES || bytes > MAX_FILES_BYTES)
        return refused(composeProblem('files-too-large'));
      return found(await drafts.attach(id, file));
    },
    'draft.detach': async ({ id, fileId }) => found(await drafts.detach(id, fileId)),
    'draft.discard': async ({ id }) => {
      await drafts.discard(id);
      return ok(null);
    },
    'outbox.send': ({ id }) => send(needs, id),
    'outbox.cancel': async ({ id }) => {
      const entry = await outbox.cancel(id);
      if (entry === null) return refused(composeProblem('no-such-message'));
      const { state, draft } = entry;
      if (state.name === 'cancelled') return ok({ outcome: 'cancelled', draftId: draft.id });
      return ok({ outcome: state.name === 'sent' ? 'already-handed-over' : 'asked' });
    },
  };
}

const EMPTY = { cc: [], bcc: [], subject: '', text: '' };
const ALONE = { inReplyTo: null, references: [], circle: null };

async function begin(
  { drafts, reader, person }: ComposeDeskNeeds,
  input: CallInput<'draft.create'>,
): Promise<CallAnswer<'draft.create'>> {
  if (input.kind === 'new') {
    const { to, html } = input;
    return ok(await drafts.create({ ...EMPTY, ...ALONE, to, html }, []));
  }
  const { kind, mailId } = input;
  const mail = await reader.open(mailId);
  const raw = await reader.bytes({ id: mailId, index: null });
  if (!mail.ok) return mail;
  if (!raw.ok) return raw;
  const content = answerDraft(kind, mail.value, person().email, input);
  const files: WrittenFile[] = [];
  if (kind === 'forward') {
    // The quote has words in place of its pictures; they go along as files.
    for (const { index } of [...mail.value.attachments, ...mail.value.inlineParts]) {
      const part = await reader.bytes({ id: mailId, index });
      if (!part.ok) return part;
      files.push({ name: part.value.fileName, mediaType: part.value.mediaType, bytes: part.value.bytes });
    }
  }
  const circle = kind === 'reply-all' ? circleOf(mail.value) : null;
  const fields = kind === 'forward' ? ALONE : answerFields(threadFieldsOf(raw.value.bytes));
  return ok(await drafts.create({ ...content, ...fields, circle }, files));
}

async function send(needs: ComposeDeskNeeds, id: string): Promise<CallAnswer<'outbox.send'>> {
  const { drafts, outbox } = needs;
  const draft = drafts.get(id);
  if (draft === null) return refused(composeProblem('no-such-draft'));
  const sendable = checkSendable(draft, needs.isDr());
  if (!sendable.ok) return sendable;
  const { email, displayName } = needs.person();
  const domain = email.split('@')[1] ?? 'continuity.invalid';
  const messageId = `${needs.newId()}@${domain}`;
  const raw = await needs.writer.write({
    ...draft,
    messageId,
    dateMs: needs.nowMs(),
    from: { name: displayName, address: email },
    files: await drafts.filesOf(draft),
  });
  const entry = { id: messageId, queuedAtMs: needs.nowMs(), mailFrom: email, rcptTo: sendable.value, draft };
  await outbox.send(entry, raw, drafts.leaving(id));
  drafts.left(id);
  return ok({ outboxId: messageId });
}

type Sendable = Result<string[], ReturnType<typeof composeProblem>>;

/** Each recipient once. */
function checkSendable({ to, cc, bcc }: Draft, isDr: boolean): Sendable {
  if (!isDr) return refused(composeProblem('not-in-dr'));
  const all = [...to, ...cc, ...bcc];
  if (all.length === 0) return refused(composeProblem('no-recipients'));
  if (all.length > MAX_RECIPIENTS) return refused(composeProblem('too-many-recipients'));
  const wrong = all.find(({ address }) => !ADDRESS.test(address));
  if (wrong !== undefined)
    return refused({ ...composeProblem('no-address'), message: `"${wrong.address}" is no address` });
  return ok([...new Map(all.map(({ address }) => [address.toLowerCase(), address])).values()]);
}

/** The service and the servers after it judge more closely. */
const ADDRESS = /^[^\s<>@",;]+@[^\s<>@",;]+$/u;
