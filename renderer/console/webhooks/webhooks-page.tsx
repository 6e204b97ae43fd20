/** Webhooks: which other systems are told of continuity events, and how that goes. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { webhookViewSchema } from '../../../shared/http/webhooks.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useMay } from '../session/session-context.tsx';
import { CreateWebhook } from './create-webhook.tsx';
import { useWebhookColumns } from './webhook-columns.tsx';

export function WebhooksPage() {
  const t = useText();
  const formats = useFormats();
  const may = useMay('webhooks:write');
  const table = useTableQuery({ list: '/webhooks', sort: 'name', filters: [] });
  const pages = usePages(table.path, webhookViewSchema);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHead
        title={t('console.places.webhooks')}
        actions={
          may && (
            <Button
              appearance="primary"
              icon={<Icon name="plus" size={16} />}
              onClick={() => setCreating(true)}
            >
              {t('console.webhooks.create')}
            </Button>
          )
        }
      />
      <ReadOnlyNotice wanted="webhooks:write" />
      <ListTable
        label={t('console.places.webhooks')}
        table={table}
        pages={pages}
        columns={useWebhookColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }) => id}
        toOf={({ id }) => ({ route: 'webhook', id })}
        searchLabel={t('console.webhooks.search')}
        countWords={(count) => t('console.webhooks.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="outbox" title={t('console.webhooks.none')}>
            {t('console.webhooks.noneHelp')}
          </EmptyState>
        }
      />
      {creating && <CreateWebhook onClose={() => setCreating(false)} />}
    </>
  );
}
