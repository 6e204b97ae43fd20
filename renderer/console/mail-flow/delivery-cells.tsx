/** What is said of one delivery: its state in a word and a sign, and who wrote to whom. */
import { toMs } from '../../../shared/domain/instant.ts';
import type { DeliveryStateName, MailDelivery } from '../../../shared/http/mail-flow.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Sign } from '../sign.tsx';

type Tone = Parameters<typeof Sign>[0]['tone'];

const SIGNS: Readonly<Record<DeliveryStateName, readonly [IconName, Tone]>> = {
  queued: ['outbox', 'quiet'],
  held: ['hourglass', 'warn'],
  delivering: ['sent', 'quiet'],
  deferred: ['clock', 'warn'],
  delivered: ['tick', 'ok'],
  bounced: ['cross', 'bad'],
  cancelled: ['dash', 'quiet'],
};

interface DeliveryProps {
  readonly delivery: MailDelivery;
}

export function DeliveryState({
  delivery: { state, nextAttemptAt },
  nowMs,
}: DeliveryProps & { readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const [icon, tone] = SIGNS[state];
  return (
    <Sign icon={icon} tone={tone}>
      <span>
        {t(`console.mailFlow.states.${state}`)}
        {state === 'deferred' && nextAttemptAt !== null && (
          <small className="delivery-more">
            {t('console.mailFlow.again', { time: formats.dayTime(toMs(nextAttemptAt), nowMs) })}
          </small>
        )}
      </span>
    </Sign>
  );
}

export function SubjectAndSender({ delivery: { subject, sender } }: DeliveryProps) {
  const t = useText();
  return (
    <span className="delivery-subject">
      {subject === '' ? t('console.mailFlow.noSubject') : subject}
      <small>{sender === '' ? t('console.mailFlow.nullSender') : sender}</small>
    </span>
  );
}

export function LastAnswer({ delivery: { lastReply } }: DeliveryProps) {
  const t = useText();
  return lastReply ?? t('console.mailFlow.noAnswer');
}
