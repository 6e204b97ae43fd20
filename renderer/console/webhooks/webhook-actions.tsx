/** What can be done with a webhook: try it, switch it, change it, remove it. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import { webhookViewSchema, type WebhookView } from '../../../shared/http/webhooks.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ConfirmRemoval } from '../frame/confirm-removal.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { goTo } from '../router/navigation.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import { WebhookForm, type WebhookDraft } from './webhook-form.tsx';

interface WebhookActionsProps {
  readonly webhook: WebhookView;
  readonly path: string;
}

const testedSchema = z.object({ deliveryId: z.string() });

export function WebhookActions({ webhook, path }: WebhookActionsProps) {
  const t = useText();
  const may = useMay('webhooks:write');
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('webhook');
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const change = (changed: object) => run(() => client.patch(path, changed, webhookViewSchema));
  const save = async (draft: WebhookDraft): Promise<void> => {
    if ((await change(draft)) !== null) close();
  };
  if (!may) return null;
  return (
    <>
      {open === null && <ProblemNotice problem={problem} />}
      <Button
        className="danger-outline"
        icon={<Icon name="bin" size={16} />}
        onClick={() => setOpen('remove')}
      >
        {t('console.webhooks.remove')}
      </Button>
      <Button icon={<Icon name="pencil" size={16} />} onClick={() => setOpen('edit')}>
        {t('console.webhooks.edit')}
      </Button>
      <Button disabledFocusable={busy} onClick={() => void change({ active: !webhook.active })}>
        {t(webhook.active ? 'console.webhooks.switchOff' : 'console.webhooks.switchOn')}
      </Button>
      <Button
        appearance="primary"
        icon={<Icon name="sent" size={16} />}
        disabledFocusable={busy || !webhook.active}
        onClick={() => void run(() => client.post(`${path}/test`, undefined, testedSchema))}
      >
        {t('console.webhooks.test')}
      </Button>
      {open === 'edit' && (
        <WebhookForm
          title={t('console.webhooks.editOf', { name: webhook.name })}
          save={t('console.webhooks.save')}
          given={webhook}
          problem={problem}
          busy={busy}
          onSave={({ name, url, types }) => void save({ name, url, types })}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <ConfirmRemoval
          title={t('console.webhooks.removeTitle', { name: webhook.name })}
          help={t('console.webhooks.removeHelp')}
          keep={t('console.webhooks.cancel')}
          remove={t('console.webhooks.remove')}
          path={path}
          changed={['webhook']}
          onClose={close}
          onRemoved={() => goTo({ route: 'webhooks' })}
        />
      )}
    </>
  );
}
