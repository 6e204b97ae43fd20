/** Whoever is signed in: name, role, and a new password. */
import { whoAmISchema } from '../../../shared/http/access.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Card, Facts } from '../../ui/card.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { SecondFactorCard } from '../second-factor/second-factor-card.tsx';
import { ChangeAddress } from './change-address.tsx';
import { ChangePassword } from './change-password.tsx';
import '../frame/record.css';

export function AccountPage() {
  const t = useText();
  const formats = useFormats();
  const reading = useResource('/session', whoAmISchema);
  return (
    <>
      <PageHead title={t('console.account.title')} />
      <ResourceView reading={reading}>
        {({ administrator, token, expiresAt }, nowMs) => (
          <div className="record">
            <div className="record__column">
              {administrator !== null && <SecondFactorCard />}
              <Card level={2} title={t('console.account.change')} icon="key">
                {administrator === null ? <p>{t('console.account.noPassword')}</p> : <ChangePassword />}
              </Card>
              {administrator !== null && <ChangeAddress administrator={administrator} />}
            </div>
            <Card level={2} title={t('console.account.you')} icon="shield">
              <Facts
                rows={[
                  {
                    name: t('console.account.name'),
                    value: administrator?.displayName ?? token?.name ?? t('console.frame.serviceToken'),
                  },
                  ...(administrator === null
                    ? []
                    : [
                        { name: t('console.account.email'), value: administrator.email },
                        {
                          name: t('console.account.role'),
                          value: t(`console.administrators.roles.${administrator.role}`),
                        },
                      ]),
                  ...(expiresAt === null
                    ? []
                    : [
                        {
                          name: t('console.account.until'),
                          value: formats.dayTime(Date.parse(expiresAt), nowMs),
                        },
                      ]),
                ]}
              />
            </Card>
          </div>
        )}
      </ResourceView>
    </>
  );
}
