/** One's own second factors: what there is, and how to have another or none. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { z } from 'zod';
import { toMs } from '../../../shared/domain/instant.ts';
import {
  newRecoveryCodesSchema,
  secondFactorViewSchema,
  type FactorView,
  type SecondFactorView,
} from '../../../shared/http/second-factor.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ResourceView } from '../frame/resource-view.tsx';
import { useResource } from '../query/use-resource.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { browserHasPasskeys } from './browser-passkeys.ts';
import { EnrolFactor, type FactorKind } from './enrol-factor.tsx';
import { ProveAgain } from './prove-again.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Open =
  | { readonly what: 'add'; readonly kind: FactorKind }
  | { readonly what: 'renew' }
  | { readonly what: 'remove'; readonly factor: FactorView }
  | { readonly what: 'codes'; readonly codes: readonly string[] };

export function SecondFactorCard() {
  const t = useText();
  const { queries } = useSignedIn();
  const reading = useResource('/session/second-factor', secondFactorViewSchema);
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => {
    setOpen(null);
    queries.refresh();
  };
  return (
    <Card level={2} title={t('console.secondFactor.title')} icon="shield">
      <ResourceView reading={reading}>
        {(view, nowMs) => <Factors view={view} nowMs={nowMs} open={setOpen} />}
      </ResourceView>
      {open !== null && <Dialog open={open} show={setOpen} close={close} />}
    </Card>
  );
}

interface FactorsProps {
  readonly view: SecondFactorView;
  readonly nowMs: number;
  readonly open: (what: Open) => void;
}

function Factors({ view: { factors, recoveryCodesLeft, passkeysHere, resetAt }, nowMs, open }: FactorsProps) {
  const t = useText();
  const formats = useFormats();
  const count = recoveryCodesLeft;
  const kinds: readonly FactorKind[] = passkeysHere && browserHasPasskeys() ? ['passkey', 'totp'] : ['totp'];
  return (
    <>
      {resetAt !== null && (
        <MessageBar tone="warn">
          {t('console.secondFactor.wasReset', { time: formats.dayTime(toMs(resetAt), nowMs) })}
        </MessageBar>
      )}
      {factors.length === 0 && <p>{t('console.secondFactor.none')}</p>}
      <ul className="record-list">
        {factors.map((factor) => (
          <FactorLine
            key={factor.id}
            factor={factor}
            nowMs={nowMs}
            remove={() => open({ what: 'remove', factor })}
          />
        ))}
        {factors.length > 0 && (
          <li>
            <Icon name="key" size={16} />
            <span className="factor-line">
              {t('console.secondFactor.codesLeft', { count, number: formats.number(count) })}
            </span>
            <Button size="small" onClick={() => open({ what: 'renew' })}>
              {t('console.secondFactor.newCodes')}
            </Button>
          </li>
        )}
      </ul>
      <div className="record-form__foot">
        {kinds.map((kind) => (
          <Button key={kind} onClick={() => open({ what: 'add', kind })}>
            {t(`console.secondFactor.add.${kind}`)}
          </Button>
        ))}
      </div>
    </>
  );
}

interface FactorLineProps {
  readonly factor: FactorView;
  readonly nowMs: number;
  readonly remove: () => void;
}

function FactorLine({ factor: { kind, name, host, lastUsedAt }, nowMs, remove }: FactorLineProps) {
  const t = useText();
  const formats = useFormats();
  const used =
    lastUsedAt === null
      ? t('console.secondFactor.unused')
      : t('console.secondFactor.used', { time: formats.dayTime(toMs(lastUsedAt), nowMs) });
  return (
    <li>
      <Icon name={kind === 'passkey' ? 'key' : 'shield'} size={16} />
      <span className="factor-line">
        {name}
        <small>
          {t(`console.secondFactor.kinds.${kind}`)} · {used}
        </small>
        {host !== null && host !== location.hostname && (
          <small>{t('console.secondFactor.elsewhere', { host })}</small>
        )}
      </span>
      <Button size="small" aria-label={t('console.secondFactor.removeOf', { name })} onClick={remove}>
        {t('console.secondFactor.remove')}
      </Button>
    </li>
  );
}

interface DialogProps {
  readonly open: Open;
  readonly show: (open: Open) => void;
  readonly close: () => void;
}

function Dialog({ open, show, close }: DialogProps) {
  const t = useText();
  const { client } = useSignedIn();
  if (open.what === 'add' || open.what === 'codes') {
    const title = t(
      `console.secondFactor.${open.what === 'add' ? (`add.${open.kind}` as const) : 'codesTitle'}`,
    );
    return (
      <Modal title={title} onClose={close} actions={null}>
        {open.what === 'add' ? (
          <EnrolFactor kind={open.kind} onDone={close} onCancel={close} />
        ) : (
          <RecoveryCodes codes={open.codes} onKept={close} />
        )}
      </Modal>
    );
  }
  if (open.what === 'remove') {
    const { id, name } = open.factor;
    return (
      <ProveAgain
        title={t('console.secondFactor.removeTitle', { name })}
        help={t('console.secondFactor.removeHelp')}
        action={t('console.secondFactor.remove')}
        onClose={close}
        run={async (change) => {
          const path = `/session/second-factor/${encodeURIComponent(id)}/remove`;
          const answer = await client.post(path, change, z.null());
          if (answer.ok) close();
          return answer;
        }}
      />
    );
  }
  return (
    <ProveAgain
      title={t('console.secondFactor.newCodes')}
      help={t('console.secondFactor.renewHelp')}
      action={t('console.secondFactor.newCodes')}
      onClose={close}
      run={async (change) => {
        const answer = await client.post('/session/recovery-codes', change, newRecoveryCodesSchema);
        if (answer.ok) show({ what: 'codes', codes: answer.value.recoveryCodes });
        return answer;
      }}
    />
  );
}
