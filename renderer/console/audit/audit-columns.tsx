/** The columns of the audit log. */
import type { AuditView } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { ActorName } from '../frame/actor-name.tsx';
import { useActionWords } from './audit-words.ts';
import { editedFields, nameOf } from './difference.ts';

export function useAuditColumns(nowMs: number): readonly Column<AuditView>[] {
  const t = useText();
  const formats = useFormats();
  const words = useActionWords();
  return [
    {
      id: 'action',
      title: t('console.audit.action'),
      cell: ({ action, seq }) => (
        <>
          {words(action)} <span className="audit-seq figures">#{formats.number(seq)}</span>
        </>
      ),
      minRem: 14,
      grow: 3,
      sort: 'seq',
    },
    {
      id: 'what',
      title: t('console.audit.target'),
      cell: (row) => subjectOf(row) || t('console.audit.nobody'),
      minRem: 11,
      grow: 2,
    },
    {
      id: 'actor',
      title: t('console.audit.actor'),
      cell: ({ actor }) => <ActorName actor={actor} />,
      minRem: 10,
      grow: 2,
    },
    {
      id: 'at',
      title: t('console.audit.at'),
      cell: ({ at }) => <span className="figures">{formats.dayTime(Date.parse(at), nowMs)}</span>,
      minRem: 10,
    },
    {
      id: 'fields',
      title: t('console.audit.changed'),
      cell: ({ detail }) => <Changed detail={detail} />,
      minRem: 10,
      grow: 2,
    },
  ];
}

/** By the name that it had, where the entry tells it; else by its id. */
function subjectOf({ detail, target }: AuditView): string {
  return nameOf(detail) ?? target;
}

const MOST_FIELDS = 3;

function Changed({ detail }: { readonly detail: unknown }) {
  const fields = editedFields(detail);
  if (fields.length === 0) return null;
  const more = fields.length > MOST_FIELDS ? ' …' : '';
  return <code>{`${fields.slice(0, MOST_FIELDS).join(', ')}${more}`}</code>;
}
