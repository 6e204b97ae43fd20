/** Begins a message or an answer, and shows it. */
import type { MailAddress, MailView } from '../../../shared/bridge/mail.ts';
import type { CallInput, CallProblem } from '../../../shared/bridge/calls.ts';
import { toMs } from '../../../shared/domain/instant.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { quotedOf } from './rich/quoted.ts';

export interface BeginDraft {
  readonly create: () => Promise<CallProblem | null>;
  readonly answer: (kind: 'reply' | 'reply-all' | 'forward', mailId: string) => Promise<CallProblem | null>;
}

/** Of one line of the head: a list of hundreds tells nobody anything. */
const MAX_HEAD_CHARACTERS = 700;

function peopleOf(people: readonly MailAddress[]): string {
  const all = people.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join('; ');
  return all.length > MAX_HEAD_CHARACTERS ? `${all.slice(0, MAX_HEAD_CHARACTERS)}…` : all;
}

export function useBeginDraft(): BeginDraft {
  const t = useText();
  const formats = useFormats();
  const { api, views } = useCompanion();
  const begin = async (input: CallInput<'draft.create'>): Promise<CallProblem | null> => {
    const answer = await api.call('draft.create', input);
    if (!answer.ok) return answer.problem;
    views.setState({ place: 'mail', draftId: answer.value.id });
    return null;
  };
  const timeOf = (mail: MailView): string => formats.full(toMs(mail.sentAt ?? mail.receivedAt));
  const headingOf = (mail: MailView): string => {
    const [from] = mail.from;
    const name = from === undefined || from.name === '' ? (from?.address ?? '') : from.name;
    return t('compose.wrote', { name, time: timeOf(mail) });
  };
  /** Who it was from and to, when and about what: whoever gets it was not among them. */
  const headOf = (mail: MailView): string => {
    const lines = [
      t('compose.head.from', { people: peopleOf(mail.from) }),
      t('compose.head.sent', { time: timeOf(mail) }),
      t('compose.head.to', { people: peopleOf(mail.to) }),
      ...(mail.cc.length > 0 ? [t('compose.head.cc', { people: peopleOf(mail.cc) })] : []),
      t('compose.head.subject', { subject: mail.subject.slice(0, MAX_HEAD_CHARACTERS) }),
    ];
    return [t('compose.head.title'), ...lines].join('\n');
  };
  return {
    create: () => begin({ kind: 'new', to: [], html: '' }),
    answer: async (kind, mailId) => {
      const mail = await api.call('mail.open', { id: mailId });
      if (!mail.ok) return mail.problem;
      const { value } = mail;
      return begin({
        kind,
        mailId,
        heading: kind === 'forward' ? headOf(value) : headingOf(value),
        quoted: quotedOf(value.body),
      });
    },
  };
}
