/** The people behind a number of the preview, however many they are. */
import { Button } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { ParticipationReason } from '../../../../shared/domain/participation.ts';
import { participationItemSchema, type ParticipationItem } from '../../../../shared/http/participation.ts';
import { useText } from '../../../text/text-root.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { Column } from '../../../ui/table/table-types.ts';
import { ProblemNotice } from '../../frame/problem-notice.tsx';
import { usePages } from '../../query/use-pages.ts';
import { listPath } from '../../router/table-query.ts';

/** `reason` null: those who take part. */
export interface Listed {
  readonly groupId: string;
  readonly outlook: boolean;
  readonly reason: ParticipationReason | null;
}

interface ParticipationDialogProps {
  readonly listed: Listed;
  readonly onClose: () => void;
}

export function ParticipationDialog({ listed, onClose }: ParticipationDialogProps) {
  const t = useText();
  const { groupId, outlook, reason } = listed;
  const pages = usePages(
    listPath(`/groups/${encodeURIComponent(groupId)}/participation`, {
      outlookContinuity: String(outlook),
      ...(reason === null ? { takesPart: 'true' } : { reason }),
    }),
    participationItemSchema,
  );
  const title = reason === null ? t('console.preview.listTitle') : t(`console.preview.reasons.${reason}`);
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('console.preview.close')}</Button>}
    >
      {reason !== null && <p>{t(`console.preview.reasonHelp.${reason}`)}</p>}
      <ProblemNotice problem={pages.problem} />
      <div className="participation-list">
        <DataTable
          label={title}
          columns={useColumns(reason)}
          rows={pages.rows}
          total={pages.total}
          rowKey={({ userId, deviceId }) => `${userId} ${deviceId ?? ''}`}
          reach={pages.reach}
          empty={
            <p role="status">
              {t(pages.step === 'loading' ? 'console.preview.reading' : 'console.preview.nobody')}
            </p>
          }
        />
      </div>
    </Modal>
  );
}

function useColumns(reason: ParticipationReason | null): readonly Column<ParticipationItem>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        id: 'person',
        title: t('console.preview.person'),
        minRem: 13,
        grow: 2,
        cell: ({ displayName, email }) => (
          <>
            <bdi>{displayName}</bdi>
            <small>{email}</small>
          </>
        ),
      },
      {
        id: 'device',
        title: t('console.preview.device'),
        minRem: 8,
        cell: ({ deviceName, reasons }) => (
          <>
            {deviceName ?? t('console.preview.noDevice')}
            <AlsoFor reasons={reasons.filter((one) => one !== reason)} />
          </>
        ),
      },
    ],
    [t, reason],
  );
}

/** What else keeps it out. */
function AlsoFor({ reasons }: { readonly reasons: readonly ParticipationReason[] }) {
  const t = useText();
  if (reasons.length === 0) return null;
  const words = reasons.map((reason) => t(`console.preview.reasons.${reason}`)).join(', ');
  return <small>{t('console.preview.also', { reasons: words })}</small>;
}
