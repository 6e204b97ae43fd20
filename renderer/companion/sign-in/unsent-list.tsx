/** Each message and draft that is on this computer only, by name. */
import { toMs } from '../../../shared/domain/instant.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { UnsentMail } from './unsent-rows.ts';

export function UnsentList({ unsent: { messages, drafts } }: { readonly unsent: UnsentMail }) {
  const t = useText();
  const formats = useFormats();
  return (
    <div
      className="sign-out__unsent quiet-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('signIn.signOut.list')}
    >
      {messages.length > 0 && (
        <section>
          <h3>{t('frame.bar.outboxWaiting', { queued: formats.number(messages.length) })}</h3>
          <ul>
            {messages.map(({ id, subject, to, state }) => (
              <Line key={id} icon="outbox" {...{ subject, to }} state={t(`compose.outbox.short.${state}`)} />
            ))}
          </ul>
        </section>
      )}
      {drafts.length > 0 && (
        <section>
          <h3>{t('signIn.signOut.drafts', { number: formats.number(drafts.length) })}</h3>
          <ul>
            {drafts.map(({ id, subject, to, savedAt }) => (
              <Line
                key={id}
                icon="pencil"
                {...{ subject, to }}
                state={t('compose.saved', { time: formats.time(toMs(savedAt)) })}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface LineProps {
  readonly icon: 'outbox' | 'pencil';
  readonly subject: string;
  readonly to: string;
  readonly state: string;
}

function Line({ icon, subject, to, state }: LineProps) {
  const t = useText();
  return (
    <li>
      <Icon name={icon} size={16} />
      <span className="sign-out__mail">
        <b dir="auto">{subject === '' ? t('mail.row.noSubject') : subject}</b>
        {to !== '' && <span dir="auto">{t('signIn.signOut.to', { to })}</span>}
      </span>
      <span>{state}</span>
    </li>
  );
}
