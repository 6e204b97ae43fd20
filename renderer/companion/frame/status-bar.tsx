/** The status bar as in Outlook: items, unread, cache, outbox, and the two indicators. */
import type { TFunction } from 'i18next';
import { toMs } from '../../../shared/domain/instant.ts';
import type { CacheView, DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Formats } from '../../text/formats.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { LinkIndicator } from './link-indicator.tsx';
import { ProfileIndicator } from './profile-indicator.tsx';
import './status-bar.css';

interface StatusBarProps {
  readonly device: DeviceSnapshot;
  readonly nowMs: number;
}

export function StatusBar({ device, nowMs }: StatusBarProps) {
  const t = useText();
  const formats = useFormats();
  const { cache, outbox } = device;
  return (
    <footer className="status-bar" aria-label={t('frame.bar.label')}>
      {cache.state !== 'off' && (
        <>
          <span className="status-bar__items figures">
            {t('frame.bar.items', { items: formats.number(cache.messages) })}
          </span>
          <span className="status-bar__unread figures">
            {t('frame.bar.unread', { unread: formats.number(cache.unread) })}
          </span>
        </>
      )}
      <span className="status-bar__cache figures">{cacheWords(cache, nowMs, t, formats)}</span>
      {outbox.queued === 0 ? (
        <span className="status-bar__outbox">{t('frame.bar.outboxEmpty')}</span>
      ) : (
        <b className="status-bar__outbox figures">
          <Icon name="outbox" size={14} />
          {t('frame.bar.outboxWaiting', { queued: formats.number(outbox.queued) })}
        </b>
      )}
      <i className="status-bar__space" />
      <ProfileIndicator profile={device.profile} nowMs={nowMs} />
      <LinkIndicator device={device} />
    </footer>
  );
}

/** How fresh the five-day cache is, in one short line. */
function cacheWords(cache: CacheView, nowMs: number, t: TFunction, formats: Formats): string {
  if (cache.state === 'off') return t('frame.bar.cacheOff');
  if (cache.problem !== null) {
    const known = t('problems.short', { returnObjects: true });
    const problem = Object.entries(known).find(([code]) => code === cache.problem)?.[1];
    return t('frame.bar.cacheProblem', { problem: problem ?? t('problems.short.other') });
  }
  const have = formats.number(cache.messages);
  if (cache.state === 'complete') {
    const atMs = cache.completeAt === null ? nowMs : toMs(cache.completeAt);
    const sameDay = formats.day(atMs, nowMs) === formats.day(nowMs, nowMs);
    const time = sameDay ? formats.time(atMs) : formats.dayTime(atMs, nowMs);
    return t('frame.bar.cacheComplete', { time });
  }
  if (cache.state === 'waiting') return t('frame.bar.cacheWaiting', { have });
  return cache.expected === null
    ? t('frame.bar.cacheSyncingUnknown', { have })
    : t('frame.bar.cacheSyncing', { have, expected: formats.number(cache.expected) });
}
