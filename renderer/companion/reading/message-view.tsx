/** One message: headers, warnings, attachments, then its text, as text or as the sender formatted it. */
import { useMemo } from 'react';
import type { MailView } from '../../../shared/bridge/mail.ts';
import type { Scheme } from '../../theme/fluent-theme.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useText } from '../../text/text-root.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { HtmlBody } from './html-body.tsx';
import { MessageHead } from './message-head.tsx';
import { LinkStrip } from './link-strip.tsx';
import { PlainBody } from './plain-body.tsx';
import { sanitiseMail, type SafeMail } from './sanitise-mail.ts';

interface MessageViewProps {
  readonly mail: MailView;
  readonly scheme: Scheme;
  readonly nowMs: number;
}

export function MessageView({ mail, scheme, nowMs }: MessageViewProps) {
  const t = useText();
  const { body, inlineImages } = mail;
  const sanitised = useMemo(
    () => (body.kind === 'html' ? sanitiseMail(body.documents, inlineImages) : null),
    [body, inlineImages],
  );
  const safe = sanitised?.kind === 'safe' ? sanitised.mail : null;
  const isTooLarge = sanitised?.kind === 'too-large' || (body.kind === 'text' && body.isTooLarge);
  return (
    // Reached by Tab, so that the keyboard can scroll it.
    <div className="reading__message quiet-scroll" tabIndex={0} role="group" aria-label={mail.subject}>
      <div className="reading__top">
        <MessageHead mail={mail} nowMs={nowMs} />
        <div className="reading__bars">
          {mail.delegateOf !== null && (
            <MessageBar tone="plain" icon="delegate">
              {t('mail.delegated.of', { name: mail.delegateOf })} {t('mail.delegated.answers')}
            </MessageBar>
          )}
          {mail.warnings.map((warning) => (
            <MessageBar key={warning} tone="warn">
              {t(`mail.warnings.${warning}`)}
            </MessageBar>
          ))}
          {isTooLarge && <MessageBar tone="warn">{t('mail.reading.tooBig')}</MessageBar>}
          {safe !== null && safe.blockedPictures > 0 && (
            <MessageBar tone="plain">
              {t('mail.reading.pictures', { count: safe.blockedPictures })}
            </MessageBar>
          )}
        </div>
        <AttachmentList mailId={mail.id} parts={mail.attachments} />
        {safe !== null && <LinkStrip links={safe.links} unlisted={safe.unlistedLinks} />}
      </div>
      <Body mail={mail} safe={safe} scheme={scheme} />
    </div>
  );
}

interface BodyProps {
  readonly mail: MailView;
  /** The sanitised HTML; null where the text is to be shown instead. */
  readonly safe: SafeMail | null;
  readonly scheme: Scheme;
}

function Body({ mail: { id, body }, safe, scheme }: BodyProps) {
  const t = useText();
  if (safe !== null) return <HtmlBody id={id} safe={safe} scheme={scheme} />;
  if (body.kind === 'unreadable') {
    return (
      <EmptyState icon="document" title={t('mail.reading.unreadableTitle')}>
        {t('mail.reading.unreadableText')}
      </EmptyState>
    );
  }
  return <PlainBody text={body.text} />;
}
