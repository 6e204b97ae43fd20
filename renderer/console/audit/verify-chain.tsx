/** Walks the whole chain of the log on demand, and says in words whether it is as it was written (G41). */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { auditVerdictSchema, type AuditVerdict } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { addressOf, type Query } from '../router/routes.ts';
import { useSignedIn } from '../session/session-context.tsx';

/** `query`: of the log, to go on to an entry and back. */
export function VerifyChain({ query }: { readonly query: Query }) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, busy, problem } = useDeed();
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);
  const verify = async (): Promise<void> => {
    const answer = await run(() => client.get('/audit/verify', auditVerdictSchema));
    setVerdict(answer?.value ?? null);
  };
  return (
    <div className="verify-chain">
      <Button icon={<Icon name="shield" size={16} />} disabledFocusable={busy} onClick={() => void verify()}>
        {t(busy ? 'console.audit.verifying' : 'console.audit.verify')}
      </Button>
      <ProblemNotice problem={problem} />
      {verdict !== null && problem === null && <Verdict verdict={verdict} query={query} />}
    </div>
  );
}

interface VerdictProps {
  readonly verdict: AuditVerdict;
  readonly query: Query;
}

function Verdict({ verdict, query }: VerdictProps) {
  const t = useText();
  const formats = useFormats();
  const { intact, rows, first, firstBad, anchors } = verdict;
  const count = { count: rows, number: formats.number(rows) };
  const anchored = { count: anchors.count, number: formats.number(anchors.count) };
  const beginning = ({ seq, at }: NonNullable<AuditVerdict['first']>) => ({
    number: formats.number(seq),
    date: formats.full(Date.parse(at)),
  });
  const anchorWords = (): string => {
    if (!anchors.intact) return t('console.audit.anchorsBroken');
    return anchors.count === 0 ? t('console.audit.noAnchor') : t('console.audit.anchored', anchored);
  };
  return (
    <MessageBar tone={intact ? 'ok' : 'bad'} role={intact ? 'status' : 'alert'}>
      <strong>{t(intact ? 'console.audit.whole' : 'console.audit.broken')}</strong>{' '}
      {intact && t('console.audit.wholeHelp', count)}
      {firstBad !== null && <FirstBad firstBad={firstBad} first={first} query={query} />}{' '}
      {intact && first !== null && first.seq > 1 && t('console.audit.trimmed', beginning(first))}{' '}
      {anchorWords()}
    </MessageBar>
  );
}

type FirstBadProps = Pick<VerdictProps, 'query'> &
  Pick<AuditVerdict, 'first'> & { readonly firstBad: NonNullable<AuditVerdict['firstBad']> };

function FirstBad({ firstBad: { seq, reason }, first, query }: FirstBadProps) {
  const t = useText();
  const formats = useFormats();
  const number = formats.number(seq);
  return (
    <>
      {t(`console.audit.reasons.${reason}`, { number })}{' '}
      {seq >= (first?.seq ?? 1) && (
        <a href={addressOf({ route: 'audit-entry', id: String(seq), query })}>
          {t('console.audit.showEntry')}
        </a>
      )}
    </>
  );
}
