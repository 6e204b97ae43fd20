/** One webhook: how it fares, what was delivered to it, and what can be done with it. */
import { webhookViewSchema, type WebhookView } from '../../../shared/http/webhooks.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { Deliveries } from './deliveries.tsx';
import { WebhookActions } from './webhook-actions.tsx';
import { Types, WebhookState } from './webhook-columns.tsx';
import '../groups/groups.css';

export function WebhookPage({ id }: { readonly id: string }) {
  const t = useText();
  const path = `/webhooks/${encodeURIComponent(id)}`;
  const reading = useResource(path, webhookViewSchema);
  const webhook = valueOf(reading);
  return (
    <>
      <PageHead
        title={webhook?.name ?? t('console.webhooks.one')}
        parent={{ title: t('console.places.webhooks'), to: { route: 'webhooks' } }}
        actions={webhook !== null && <WebhookActions webhook={webhook} path={path} />}
      />
      <ReadOnlyNotice wanted="webhooks:write" />
      <ResourceView reading={reading}>
        {(value, nowMs) => (
          <>
            <WebhookFacts webhook={value} />
            <Trouble webhook={value} nowMs={nowMs} />
            <Deliveries path={path} />
          </>
        )}
      </ResourceView>
    </>
  );
}

function WebhookFacts({ webhook }: { readonly webhook: WebhookView }) {
  const t = useText();
  return (
    <dl className="fact-line">
      <div>
        <dt>{t('console.webhooks.state')}</dt>
        <dd>
          <WebhookState webhook={webhook} />
        </dd>
      </div>
      <div>
        <dt>{t('console.webhooks.url')}</dt>
        <dd>{webhook.url}</dd>
      </div>
      <div>
        <dt>{t('console.webhooks.types')}</dt>
        <dd>
          <Types types={webhook.types} />
        </dd>
      </div>
    </dl>
  );
}

function Trouble({ webhook, nowMs }: { readonly webhook: WebhookView; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const { failingSince, inactiveBecause } = webhook;
  if (failingSince === null) return null;
  const time = formats.dayTime(Date.parse(failingSince), nowMs);
  const givenUp = inactiveBecause === 'failing';
  return (
    <MessageBar tone={givenUp ? 'bad' : 'warn'}>
      {t(givenUp ? 'console.webhooks.givenUpHelp' : 'console.webhooks.failingHelp', { time })}
    </MessageBar>
  );
}
