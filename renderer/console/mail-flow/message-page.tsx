/** One message's way: to whom it goes, how far it has come, and everything that happened to it, by whom. */
import { toMs } from '../../../shared/domain/instant.ts';
import {
  mailMessageTraceSchema,
  type MailMessageTrace,
  type MailTraceEntry,
} from '../../../shared/http/mail-flow.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { problemOf, valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { DeliveryActions } from './delivery-actions.tsx';
import { DeliveryState, LastAnswer } from './delivery-cells.tsx';
import '../../ui/card.css';
import './mail-flow.css';

export function MailMessagePage({ id }: { readonly id: string }) {
  const t = useText();
  const reading = useResource(`/mail/messages/${encodeURIComponent(id)}/trace`, mailMessageTraceSchema);
  const message = valueOf(reading);
  const readAtMs = reading.step === 'ready' ? reading.readAtMs : 0;
  const subject =
    message === null || message.subject === '' ? t('console.mailFlow.noSubject') : message.subject;
  return (
    <>
      <PageHead
        title={subject}
        parent={{ title: t('console.places.mail-flow'), to: { route: 'mail-flow' } }}
      />
      <ProblemNotice problem={problemOf(reading)} />
      {message === null ? (
        reading.step === 'loading' && <p role="status">{t('console.mailFlow.loading')}</p>
      ) : (
        <div className="mail-message">
          <Recipients message={message} nowMs={readAtMs} />
          <Way message={message} nowMs={readAtMs} />
        </div>
      )}
    </>
  );
}

interface MessageProps {
  readonly message: MailMessageTrace;
  readonly nowMs: number;
}

function Recipients({ message, nowMs }: MessageProps) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="mail-recipients">
      <h2 id="mail-recipients">{t('console.mailFlow.recipients')}</h2>
      <ul className="mail-recipients">
        {message.deliveries.map((delivery) => (
          <li key={delivery.id}>
            <strong>{delivery.recipient}</strong>
            <DeliveryState delivery={delivery} nowMs={nowMs} />
            <span>
              <LastAnswer delivery={delivery} />
              {delivery.possibleDuplicates > 0 && (
                <small className="delivery-more">
                  {t('console.mailFlow.copies', { count: delivery.possibleDuplicates })}
                </small>
              )}
            </span>
            <DeliveryActions delivery={delivery} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ message: { deliveries, trace }, nowMs }: MessageProps) {
  const t = useText();
  const recipientOf = (deliveryId: string | null): string | undefined =>
    deliveries.find(({ id }) => id === deliveryId)?.recipient;
  return (
    <section className="card" aria-labelledby="mail-way">
      <h2 id="mail-way">{t('console.mailFlow.way')}</h2>
      <ol className="mail-way">
        {trace.map((entry, index) => (
          <li key={index}>
            <Step entry={entry} recipient={recipientOf(entry.deliveryId)} nowMs={nowMs} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly entry: MailTraceEntry;
  readonly recipient: string | undefined;
  readonly nowMs: number;
}

function Step({ entry: { at, step, by, detail }, recipient, nowMs }: StepProps) {
  const t = useText();
  const formats = useFormats();
  const more = [recipient, by === null ? undefined : t('console.mailFlow.by', { actor: by }), detail];
  return (
    <>
      <time dateTime={at} className="figures">
        {formats.dayTime(toMs(at), nowMs)}
      </time>
      <strong>{t(`console.mailFlow.steps.${step}`)}</strong>
      <span>{[...new Set(more.filter((part) => typeof part === 'string' && part !== ''))].join(' · ')}</span>
    </>
  );
}
