/** Makes a webhook, then shows the secret that its messages are signed with, once. */
import { useState } from 'react';
import { createdWebhookSchema, WEBHOOK_TYPES, type CreatedWebhook } from '../../../shared/http/webhooks.ts';
import { useText } from '../../text/text-root.tsx';
import { NewSecret } from '../frame/new-secret.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { goTo } from '../router/navigation.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { WebhookForm, type WebhookDraft } from './webhook-form.tsx';

const EMPTY: WebhookDraft = { name: '', url: '', types: [...WEBHOOK_TYPES] };

export function CreateWebhook({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('webhook');
  const [created, setCreated] = useState<CreatedWebhook | null>(null);
  const create = async (draft: WebhookDraft): Promise<void> => {
    // Not with an Idempotency-Key: an answer that is had again is without the secret, which is told once.
    const answer = await run(() => client.post('/webhooks', draft, createdWebhookSchema));
    if (answer !== null) setCreated(answer.value);
  };
  if (created !== null) {
    return (
      <NewSecret
        title={t('console.webhooks.secretTitle')}
        help={t('console.webhooks.secretHelp')}
        label={t('console.webhooks.secret')}
        secret={created.secret ?? ''}
        onClose={() => goTo({ route: 'webhook', id: created.id })}
      />
    );
  }
  return (
    <WebhookForm
      title={t('console.webhooks.create')}
      save={t('console.webhooks.create')}
      given={EMPTY}
      problem={problem}
      busy={busy}
      onSave={(draft) => void create(draft)}
      onClose={onClose}
    />
  );
}
