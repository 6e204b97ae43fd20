/** What an administrator can do with a delivery: try now, let go, and, asked once, give up. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { mailDeliverySchema, type MailDelivery } from '../../../shared/http/mail-flow.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useMay, useSignedIn } from '../session/session-context.tsx';

type Action = 'retry' | 'release' | 'bounce';

/** As STATES.md of mail flow allows them. */
const ALLOWED: Readonly<Record<Action, readonly MailDelivery['state'][]>> = {
  retry: ['queued', 'deferred'],
  release: ['held'],
  bounce: ['queued', 'held', 'deferred'],
};
const ICONS: Readonly<Record<Action, IconName>> = { retry: 'retry', release: 'sent', bounce: 'cannot' };

interface DeliveryActionsProps {
  readonly delivery: MailDelivery;
  /** Signs alone: in a table. */
  readonly compact?: boolean;
}

export function DeliveryActions({ delivery, compact = false }: DeliveryActionsProps) {
  const t = useText();
  const mayChange = useMay('mail:write');
  const [act, problem] = useAct(delivery.id);
  const [asking, setAsking] = useState(false);
  if (!mayChange) return null;
  const { recipient, sender, state } = delivery;
  const possible = (['retry', 'release', 'bounce'] as const).filter((action) =>
    ALLOWED[action].includes(state),
  );
  return (
    <span className="delivery-actions">
      {possible.map((action) => (
        <Button
          key={action}
          size="small"
          appearance="subtle"
          icon={<Icon name={ICONS[action]} size={16} />}
          aria-label={t('console.mailFlow.actionOf', { action: t(`console.mailFlow.${action}`), recipient })}
          title={t(`console.mailFlow.${action}`)}
          onClick={() => (action === 'bounce' ? setAsking(true) : void act(action))}
        >
          {!compact && t(`console.mailFlow.${action}`)}
        </Button>
      ))}
      {!asking && <ProblemNotice problem={problem} />}
      {asking && (
        <BounceDialog
          {...{ recipient, sender, problem }}
          onKeep={() => setAsking(false)}
          onBounce={() => void act('bounce').then((done) => done && setAsking(false))}
        />
      )}
    </span>
  );
}

function useAct(id: string): readonly [(action: Action) => Promise<boolean>, RestProblem | null] {
  const { client, queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const act = async (action: Action): Promise<boolean> => {
    const answer = await client.post(
      `/mail/queue/${encodeURIComponent(id)}/${action}`,
      {},
      mailDeliverySchema,
    );
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) queries.changed({ kind: 'mail' });
    return answer.ok;
  };
  return [act, problem];
}

interface BounceDialogProps {
  readonly recipient: string;
  readonly sender: string;
  readonly problem: RestProblem | null;
  readonly onKeep: () => void;
  readonly onBounce: () => void;
}

function BounceDialog({ recipient, sender, problem, onKeep, onBounce }: BounceDialogProps) {
  const t = useText();
  const name = sender === '' ? t('console.mailFlow.nullSender') : sender;
  return (
    <Modal
      title={t('console.mailFlow.bounceTitle', { sender: name })}
      onClose={onKeep}
      actions={
        <>
          <Button onClick={onKeep}>{t('console.mailFlow.keep')}</Button>
          <Button className="danger-button" onClick={onBounce}>
            {t('console.mailFlow.bounce')}
          </Button>
        </>
      }
    >
      <p>{t('console.mailFlow.bounceHelp', { recipient })}</p>
      <ProblemNotice problem={problem} />
    </Modal>
  );
}
