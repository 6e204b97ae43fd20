/** All that whoever owes a second factor can do here: set one up, or go. */
import { useState } from 'react';
import { secondFactorViewSchema } from '../../../shared/http/second-factor.ts';
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { browserHasPasskeys } from '../second-factor/browser-passkeys.ts';
import { EnrolFactor, type FactorKind } from '../second-factor/enrol-factor.tsx';
import { useSession } from '../session/session-context.tsx';
import './sign-in.css';

export function EnrolPage() {
  const t = useText();
  const { signOut, resume } = useSession();
  const reading = useResource('/session/second-factor', secondFactorViewSchema);
  const [kind, setKind] = useState<FactorKind>('totp');
  const hasPasskeys = valueOf(reading)?.passkeysHere === true && browserHasPasskeys();
  const other = kind === 'totp' ? 'passkey' : 'totp';
  return (
    <main className="console-sign-in">
      <div className="console-sign-in__card">
        <BrandMark size={40} />
        <h1>{t('console.secondFactor.required')}</h1>
        <p>{t('console.secondFactor.requiredLead')}</p>
        <h2>{t(`console.secondFactor.add.${kind}`)}</h2>
        <EnrolFactor key={kind} kind={kind} onDone={() => void resume()} />
        {hasPasskeys && (
          <button type="button" className="console-sign-in__other" onClick={() => setKind(other)}>
            {t(`console.secondFactor.instead.${other}`)}
          </button>
        )}
        <button type="button" className="console-sign-in__other" onClick={signOut}>
          {t('console.frame.signOut')}
        </button>
      </div>
    </main>
  );
}
