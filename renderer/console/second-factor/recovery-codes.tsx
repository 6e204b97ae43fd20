/** New recovery codes, shown this once. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../text/text-root.tsx';
import './second-factor.css';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useText();
  return (
    <div className="stacked-form">
      <p>{t('console.secondFactor.codesHelp')}</p>
      <ul className="recovery-codes" aria-label={t('console.secondFactor.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="record-form__foot">
        <Button appearance="primary" onClick={onKept}>
          {t('console.secondFactor.codesKept')}
        </Button>
      </div>
    </div>
  );
}
