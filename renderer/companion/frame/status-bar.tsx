/** The status bar as in Outlook: items, unread, cache, outbox, and the two indicators. */
import type { TFunction } from 'i18next';
import { toMs } from '../../../shared/domain/instant.ts';
import type { CacheView, DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { Formats } from '../../text/formats.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { OutboxPanel } from '../compose/outbox-panel.tsx';
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
      {/* In order of weight: what does not fit wraps out of sight, the last first. */}
      <div className="status-bar__facts figures">
        <div>
          <OutboxPanel outbox={outbox} />
        </div>
        <span>{cacheWords(cache, nowMs, t, formats)}</span>
        {cache.state !== 'off' && (
          <>
            <span>{t('frame.bar.unread', { unread: formats.number(cache.unread) })}</span>
            <span>{t('frame.bar.items', { items: formats.number(cache.messages) })}</span>
          </>
        )}
      </div>
      <ProfileIndicator profile={device.profile} nowMs={nowMs} />
      <LinkIndicator device={device} />
    </footer>
  );
}

/** How fresh the five-day cache is, in one short line. */
function cacheWords(cache: CacheView, nowMs: number, t: TFunction, formats: Formats): string {
  if (cache.state === 'off') return t('frame.bar.cacheOff');
  const have = formats.number(cache.messages);
  if (cache.state === 'complete') {
    const atMs = cache.completeAt === null ? nowMs : toMs(cache.completeAt);
    const sameDay = formats.day(atMs, nowMs) === formats.day(nowMs, nowMs);
    const time = sameDay ? formats.time(atMs) : formats.dayTime(atMs, nowMs);
    return t('frame.bar.cacheComplete', { time });
  }
  if (cache.problem !== null) {
    const known = t('problems.short', { returnObjects: true });
    const problem = Object.entries(known).find(([code]) => code === cache.problem)?.[1];
    return t('frame.bar.cacheProblem', { problem: problem ?? t('problems.short.other') });
  }
  if (cache.state === 'waiting') return t('frame.bar.cacheWaiting', { have });
  return cache.expected === null
    ? t('frame.bar.cacheSyncingUnknown', { have })
    : t('frame.bar.cacheSyncing', { have, expected: formats.number(cache.expected) });
}
