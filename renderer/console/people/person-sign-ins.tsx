/** The failed sign-ins of a person on their page: how often, from where, and the way to all of them. */
import { auditPageSchema, refusedSignInsSchema, type AuditView } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { addressOf } from '../router/routes.ts';
import { listPath } from '../router/table-query.ts';
import { useMay } from '../session/session-context.tsx';

const ACTION = 'person.sign-in-refused';
/** The rest is in the log. */
const SHOWN = 3;

export function PersonSignIns({ id }: { readonly id: string }) {
  return useMay('audit:read') ? <FailedSignIns id={id} /> : null;
}

function FailedSignIns({ id }: { readonly id: string }) {
  const t = useText();
  const path = listPath('/audit', { action: ACTION, target: id, limit: String(SHOWN) });
  return (
    <Card level={2} title={t('console.people.failedSignIns')} icon="key">
      <ResourceView reading={useResource(path, auditPageSchema)}>
        {({ items }, nowMs) =>
          items.length === 0 ? (
            <p>{t('console.people.noFailedSignIn')}</p>
          ) : (
            <>
              <ul className="record-list">
                {items.map((entry) => (
                  <Row key={entry.seq} entry={entry} nowMs={nowMs} />
                ))}
              </ul>
              <p>
                <a href={addressOf({ route: 'audit', query: { action: ACTION, q: id } })}>
                  {t('console.people.allFailedSignIns')}
                </a>
              </p>
            </>
          )
        }
      </ResourceView>
    </Card>
  );
}

function Row({ entry: { seq, at, detail }, nowMs }: { readonly entry: AuditView; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const { wrong, limited, addresses, moreAddresses } = refusedSignInsSchema.parse(detail);
  const counts = [
    ...(wrong === 0
      ? []
      : [t('console.people.wrongPasswords', { count: wrong, number: formats.number(wrong) })]),
    ...(limited === 0
      ? []
      : [t('console.people.toldToWait', { count: limited, number: formats.number(limited) })]),
  ];
  const from = moreAddresses ? 'fromMoreAddresses' : 'fromAddresses';
  return (
    <li>
      <a href={addressOf({ route: 'audit-entry', id: String(seq) })}>
        {counts.join(', ')}
        <small>{t(`console.people.${from}`, { addresses: addresses.join(', ') })}</small>
      </a>
      <small className="figures">{formats.dayTime(Date.parse(at), nowMs)}</small>
    </li>
  );
}
