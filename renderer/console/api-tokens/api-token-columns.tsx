/** The columns of the table of API tokens. */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import type { ApiTokenView } from '../../../shared/http/access.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { ActorName } from '../frame/actor-name.tsx';
import { useMay } from '../session/session-context.tsx';
import { partsOf } from './scope-levels.ts';

export function useApiTokenColumns(
  nowMs: number,
  revoke: (token: ApiTokenView) => void,
): readonly Column<ApiTokenView>[] {
  const t = useText();
  const formats = useFormats();
  const mayChange = useMay('access:write');
  const used = ({ lastUsedAt }: ApiTokenView) =>
    lastUsedAt === null ? t('console.apiTokens.never') : formats.dayTime(toMs(lastUsedAt), nowMs);
  const columns: readonly Column<ApiTokenView>[] = [
    {
      id: 'name',
      title: t('console.apiTokens.name'),
      minRem: 12,
      grow: 3,
      sort: 'name',
      cell: ({ name }) => name,
    },
    {
      id: 'scopes',
      title: t('console.apiTokens.scopes'),
      minRem: 14,
      grow: 4,
      cell: (token) => <Scopes token={token} />,
    },
    {
      id: 'createdBy',
      title: t('console.apiTokens.createdBy'),
      minRem: 10,
      grow: 2,
      cell: ({ createdBy }) => <ActorName actor={createdBy} />,
    },
    { id: 'lastUsed', title: t('console.apiTokens.lastUsed'), minRem: 9, sort: 'lastUsedAt', cell: used },
    {
      id: 'expires',
      title: t('console.apiTokens.expires'),
      minRem: 9,
      sort: 'expiresAt',
      cell: (token) => <Expiry {...{ token, nowMs }} />,
    },
  ];
  if (!mayChange) return columns;
  const actions = (token: ApiTokenView) => <Revoke name={token.name} onClick={() => revoke(token)} />;
  return [
    ...columns,
    { id: 'actions', title: t('console.apiTokens.actions'), minRem: 5, align: 'end', cell: actions },
  ];
}

function Scopes({ token: { scopes } }: { readonly token: ApiTokenView }) {
  const t = useText();
  return scopes
    .map((scope) => {
      const { resource, verb } = partsOf(scope);
      return t(`console.apiTokens.${verb}`, { resource: t(`console.apiTokens.resources.${resource}`) });
    })
    .join(', ');
}

function Expiry({ token: { expiresAt }, nowMs }: { readonly token: ApiTokenView; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  if (expiresAt === null) return t('console.apiTokens.never');
  const date = formats.date(toMs(expiresAt), nowMs);
  return toMs(expiresAt) <= nowMs ? t('console.apiTokens.expired', { date }) : date;
}

function Revoke({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const t = useText();
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={<Icon name="bin" size={16} />}
      aria-label={t('console.apiTokens.revokeOf', { name })}
      title={t('console.apiTokens.revoke')}
      onClick={onClick}
    />
  );
}
