/** Begins a message or an answer, and shows it. */
import type { MailView } from '../../../shared/bridge/mail.ts';
import type { CallInput, CallProblem } from '../../../shared/bridge/calls.ts';
import { toMs } from '../../../shared/domain/instant.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import { quotedOf } from './rich/quoted.ts';

export interface BeginDraft {
  readonly create: () => Promise<CallProblem | null>;
  readonly answer: (kind: 'reply' | 'reply-all' | 'forward', mailId: string) => Promise<CallProblem | null>;
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
  const headingOf = (mail: MailView): string => {
    const [from] = mail.from;
    const name = from === undefined || from.name === '' ? (from?.address ?? '') : from.name;
    return t('compose.wrote', { name, time: formats.full(toMs(mail.sentAt ?? mail.receivedAt)) });
  };
  return {
    create: () => begin({ kind: 'new', to: [], html: '' }),
    answer: async (kind, mailId) => {
      const mail = await api.call('mail.open', { id: mailId });
      if (!mail.ok) return mail.problem;
      const { value } = mail;
      return begin({ kind, mailId, heading: headingOf(value), quoted: quotedOf(value.body) });
    },
  };
}
