/** The columns of the table of webhooks, and what each says of how one fares. */
import { WEBHOOK_TYPES, type WebhookView } from '../../../shared/http/webhooks.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { Sign } from '../sign.tsx';

export function useWebhookColumns(nowMs: number): readonly Column<WebhookView>[] {
  const t = useText();
  const formats = useFormats();
  return [
    {
      id: 'name',
      title: t('console.webhooks.name'),
      minRem: 12,
      grow: 2,
      sort: 'name',
      cell: ({ name }) => name,
    },
    { id: 'url', title: t('console.webhooks.url'), minRem: 16, grow: 4, cell: ({ url }) => url },
    {
      id: 'types',
      title: t('console.webhooks.types'),
      minRem: 12,
      grow: 2,
      cell: ({ types }) => <Types types={types} />,
    },
    {
      id: 'state',
      title: t('console.webhooks.state'),
      minRem: 9,
      cell: (webhook) => <WebhookState webhook={webhook} />,
    },
    {
      id: 'delivered',
      title: t('console.webhooks.lastDelivered'),
      minRem: 10,
      cell: ({ lastDeliveredAt }) =>
        lastDeliveredAt === null
          ? t('console.webhooks.never')
          : formats.dayTime(Date.parse(lastDeliveredAt), nowMs),
    },
    {
      id: 'created',
      title: t('console.webhooks.created'),
      minRem: 8,
      sort: 'createdAt',
      cell: ({ createdAt }) => formats.date(Date.parse(createdAt), nowMs),
    },
  ];
}

export function Types({ types }: Pick<WebhookView, 'types'>) {
  const t = useText();
  if (types.length === WEBHOOK_TYPES.length) return t('console.webhooks.allTypes');
  return types.map((type) => t(`console.webhooks.ofType.${type}`)).join(', ');
}

export function WebhookState({ webhook }: { readonly webhook: WebhookView }) {
  const t = useText();
  const { inactiveBecause, failingSince } = webhook;
  if (inactiveBecause === 'failing') {
    return (
      <Sign icon="cannot" tone="bad">
        {t('console.webhooks.states.givenUp')}
      </Sign>
    );
  }
  if (inactiveBecause === 'administrator') {
    return (
      <Sign icon="dash" tone="quiet">
        {t('console.webhooks.states.off')}
      </Sign>
    );
  }
  if (failingSince !== null) {
    return (
      <Sign icon="warning" tone="warn">
        {t('console.webhooks.states.failing')}
      </Sign>
    );
  }
  return (
    <Sign icon="tick" tone="ok">
      {t('console.webhooks.states.active')}
    </Sign>
  );
}
