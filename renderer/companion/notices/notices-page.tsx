/** Notices: what this device was told about continuity events, newest first. */
import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { toMs } from '../../../shared/domain/instant.ts';
import type { Notice, NoticeKind } from '../../../shared/domain/notice.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useCall, useView } from '../state/companion-context.tsx';
import { isNew, missedText, noticeText } from './notice-words.ts';
import './notices.css';

const ICONS: Readonly<Record<NoticeKind, IconName>> = {
  start: 'life-ring',
  end: 'tick',
  blocked: 'cannot',
  left: 'sign-out',
  missed: 'clock',
};

interface NoticesPageProps {
  readonly notices: readonly Notice[];
  readonly nowMs: number;
}

export function NoticesPage({ notices, nowMs }: NoticesPageProps) {
  const t = useText();
  const fresh = notices.filter(isNew);
  const earlier = notices.filter((notice) => !isNew(notice));
  return (
    <Page title={t('notices.title')} lead={t('notices.lead')}>
      {notices.length === 0 && (
        <EmptyState icon="bell" title={t('notices.emptyTitle')}>
          {t('notices.emptyText')}
        </EmptyState>
      )}
      <NoticeList notices={fresh} nowMs={nowMs} />
      {earlier.length > 0 && <h3 className="notices__earlier">{t('notices.earlier')}</h3>}
      <NoticeList notices={earlier} nowMs={nowMs} />
    </Page>
  );
}

function NoticeList({ notices, nowMs }: NoticesPageProps) {
  if (notices.length === 0) return null;
  return (
    <ul className="notices">
      {notices.map((notice) =>
        notice.kind === 'missed' ? (
          <QuietLine key={notice.id} notice={notice} nowMs={nowMs} />
        ) : (
          <NoticeCard key={notice.id} notice={notice} nowMs={nowMs} />
        ),
      )}
    </ul>
  );
}

interface NoticeProps {
  readonly notice: Notice;
  readonly nowMs: number;
}

function QuietLine({ notice, nowMs }: NoticeProps) {
  const t = useText();
  const formats = useFormats();
  return (
    <li className="notices__quiet figures">
      <Icon name={ICONS.missed} size={16} />
      <span>{missedText(notice, t, formats, nowMs)}</span>
    </li>
  );
}

function NoticeCard({ notice, nowMs }: NoticeProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const call = useCall();
  const element = useWantedInView(notice.id);
  const tone = isNew(notice) ? notice.kind : 'past';
  return (
    <li ref={element} tabIndex={-1} className={`notices__card notices__card--${tone}`}>
      <span className="notices__mark">
        <Icon name={ICONS[notice.kind]} />
      </span>
      <div className="notices__words">
        <p className="notices__kind">{t(`notices.kinds.${notice.kind}`)}</p>
        <h3 dir="auto">{notice.description}</h3>
        <p dir="auto">{noticeText(notice, t)}</p>
        {notice.repeated && <p className="notices__aside">{t('notices.repeated')}</p>}
      </div>
      <div className="notices__side">
        <time className="figures" dateTime={notice.at}>
          {sentence(formats.dayTime(toMs(notice.at), nowMs))}
        </time>
        {isNew(notice) && (
          <Button
            size="small"
            aria-label={t('notices.dismissNamed', { description: notice.description })}
            onClick={() => void call('notices.dismiss', { id: notice.id })}
          >
            {t('notices.dismiss')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** A notice that was clicked on the desktop comes into view and takes the focus. */
function useWantedInView(id: string) {
  const element = useRef<HTMLLIElement>(null);
  const wanted = useView((view) => view.noticeId === id);
  useEffect(() => {
    if (!wanted) return;
    element.current?.scrollIntoView({ block: 'nearest' });
    element.current?.focus();
  }, [wanted]);
  return element;
}
