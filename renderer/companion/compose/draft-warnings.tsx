/** What to look at before a message goes; nothing is held back by it. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Draft, DraftContent } from '../../../shared/bridge/compose.ts';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useText } from '../../text/text-root.tsx';
import { missesFile } from './find-warnings.ts';

interface DraftWarningsProps {
  readonly draft: Draft;
  readonly strangers: readonly MailAddress[];
  readonly onChange: (change: Partial<DraftContent>) => void;
}

export function DraftWarnings({ draft, strangers, onChange }: DraftWarningsProps) {
  const t = useText();
  const [kept, keep] = useState<readonly string[]>([]);
  const shown = strangers.filter(({ address }) => !kept.includes(address));
  const without = (people: readonly MailAddress[], gone: MailAddress): MailAddress[] =>
    people.filter(({ address }) => address !== gone.address);
  if (shown.length === 0 && !missesFile(draft)) return null;
  return (
    <div className="compose__bars">
      {shown.map((stranger) => (
        <MessageBar
          key={stranger.address}
          tone="warn"
          icon="globe"
          actions={
            <>
              <Button
                appearance="transparent"
                size="small"
                onClick={() =>
                  onChange({
                    to: without(draft.to, stranger),
                    cc: without(draft.cc, stranger),
                    bcc: without(draft.bcc, stranger),
                  })
                }
              >
                {t('compose.remove')}
              </Button>
              <Button appearance="transparent" size="small" onClick={() => keep([...kept, stranger.address])}>
                {t('compose.keep')}
              </Button>
            </>
          }
        >
          {t('compose.stranger', { name: stranger.name === '' ? stranger.address : stranger.name })}
        </MessageBar>
      ))}
      {missesFile(draft) && <MessageBar tone="warn">{t('compose.noFile')}</MessageBar>}
    </div>
  );
}
