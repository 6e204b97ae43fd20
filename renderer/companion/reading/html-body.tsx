/** A formatted message in its frame: no scripts, no origin, a policy of its own. */
import { useMemo } from 'react';
import type { Scheme } from '../../theme/fluent-theme.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useAnswer } from '../state/use-answer.ts';
import { mailDocument } from './mail-document.ts';
import type { SafeMail } from './sanitise-mail.ts';

interface HtmlBodyProps {
  readonly id: string;
  readonly safe: SafeMail;
  readonly scheme: Scheme;
}

export function HtmlBody({ id, safe, scheme }: HtmlBodyProps) {
  const t = useText();
  const formats = useFormats();
  const input = useMemo(() => ({ id, html: mailDocument(safe, scheme) }), [id, safe, scheme]);
  const presented = useAnswer('mail.present', input);
  if (presented.state !== 'answered') return <div className="reading__frame" aria-busy />;
  if (!presented.answer.ok) {
    return (
      <div className="reading__bars">
        <MessageBar tone="bad" role="alert">
          {t('mail.reading.failed', { problem: callProblemWords(presented.answer.problem, t, formats) })}
        </MessageBar>
      </div>
    );
  }
  return (
    <iframe
      className={`reading__frame${safe.ownColours ? ' reading__frame--paper' : ''}`}
      sandbox=""
      src={presented.answer.value.url}
      title={t('mail.reading.body')}
      referrerPolicy="no-referrer"
      tabIndex={0}
    />
  );
}
