/** Subject, sender, recipients, time. The address always stands in full: a name can say anything. */
import { toMs } from '../../../shared/domain/instant.ts';
import type { MailAddress, MailView } from '../../../shared/bridge/mail.ts';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';

interface MessageHeadProps {
  readonly mail: MailView;
  readonly nowMs: number;
}

/** Further ones are counted; a list of hundreds would leave no room for the message. */
const SHOWN_RECIPIENTS = 6;

export function MessageHead({ mail, nowMs }: MessageHeadProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const [first] = mail.from;
  const answersElsewhere = mail.replyTo.some(({ address }) => address !== first?.address);
  return (
    <header className="message-head">
      <h2 dir="auto">{mail.subject === '' ? t('mail.row.noSubject') : mail.subject}</h2>
      <div className="message-head__who">
        <PersonDisc name={first?.name ?? ''} identity={first?.address ?? ''} size={40} />
        <div className="message-head__people">
          {mail.from.length === 0 && <b>{t('mail.row.noSender')}</b>}
          {mail.from.map(({ name, address }, index) => (
            <p key={index}>
              {name !== '' && <b dir="auto">{name}</b>}{' '}
              <span className="message-head__address">{address}</span>
            </p>
          ))}
          <p className="message-head__to">
            <Recipients label={t('mail.reading.to')} people={mail.to} />
            <Recipients label={t('mail.reading.cc')} people={mail.cc} />
            {answersElsewhere && <Recipients label={t('mail.reading.replyTo')} people={mail.replyTo} />}
          </p>
        </div>
        <time className="figures" dateTime={mail.receivedAt}>
          {sentence(formats.dayTime(toMs(mail.receivedAt), nowMs))}
        </time>
      </div>
    </header>
  );
}

function Recipients({ label, people }: { readonly label: string; readonly people: readonly MailAddress[] }) {
  const t = useText();
  if (people.length === 0) return null;
  const shown = people.slice(0, SHOWN_RECIPIENTS);
  const more = people.length - shown.length;
  return (
    <span>
      {label}:{' '}
      {shown.map(({ name, address }, index) => (
        <span key={index} title={address}>
          {index > 0 && ', '}
          <bdi>{name === '' ? address : name}</bdi>
        </span>
      ))}
      {more > 0 && ` ${t('mail.reading.moreRecipients', { count: more })}`}
    </span>
  );
}
