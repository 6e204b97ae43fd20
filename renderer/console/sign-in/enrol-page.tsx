/** All that whoever owes a second factor can do here: set one up, or go. */
import { useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { EnrolApp } from '../second-factor/enrol-app.tsx';
import { useSession } from '../session/session-context.tsx';
import './sign-in.css';

export function EnrolPage() {
  const t = useText();
  const { signOut, resume } = useSession();
  return (
    <main className="console-sign-in">
      <div className="console-sign-in__card">
        <BrandMark size={40} />
        <h1>{t('console.secondFactor.required')}</h1>
        <p>{t('console.secondFactor.requiredLead')}</p>
        <EnrolApp onDone={() => void resume()} />
        <button type="button" className="console-sign-in__other" onClick={signOut}>
          {t('console.frame.signOut')}
        </button>
      </div>
    </main>
  );
}
