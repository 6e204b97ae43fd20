/** From formatted to plain text and back; what would be lost is said before it is. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Draft, DraftContent } from '../../../../shared/bridge/compose.ts';
import { Modal } from '../../../ui/modal.tsx';
import { useText } from '../../../text/text-root.tsx';
import { editableMail } from './editable-mail.ts';
import { lossesOf, type Loss } from './losses.ts';
import { richHtml } from './rich-lines.ts';

interface FormSwitchProps {
  readonly draft: Pick<Draft, 'text' | 'html'>;
  readonly onChange: (change: Pick<DraftContent, 'html'>) => void;
}

export function FormSwitch({ draft: { html, text }, onChange }: FormSwitchProps) {
  const t = useText();
  const [losses, ask] = useState<readonly Loss[]>([]);
  const toPlain = (): void => {
    ask([]);
    onChange({ html: null });
  };
  const press = (): void => {
    if (html === null) {
      onChange({ html: richHtml(text) });
      return;
    }
    const fragment = editableMail(html);
    const found = fragment === null ? [] : lossesOf(fragment);
    if (found.length === 0) toPlain();
    else ask(found);
  };
  return (
    <>
      <button type="button" className="compose__tool" onClick={press}>
        {t(html === null ? 'compose.form.toRich' : 'compose.form.toPlain')}
      </button>
      {losses.length > 0 && (
        <Modal
          title={t('compose.form.title')}
          onClose={() => ask([])}
          actions={
            <>
              <Button onClick={() => ask([])}>{t('compose.form.cancel')}</Button>
              <Button appearance="primary" onClick={toPlain}>
                {t('compose.form.confirm')}
              </Button>
            </>
          }
        >
          <p>{t('compose.form.lost')}</p>
          <ul className="form-switch__losses">
            {losses.map((loss) => (
              <li key={loss}>{t(`compose.form.${loss}`)}</li>
            ))}
          </ul>
          <p>{t('compose.form.stays')}</p>
        </Modal>
      )}
    </>
  );
}
