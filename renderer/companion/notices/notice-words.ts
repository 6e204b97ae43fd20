/** What a notice says: as the administrator wrote it, else in the app's own words. */
import type { TFunction } from 'i18next';
import { toMs } from '../../../shared/domain/instant.ts';
import type { Notice } from '../../../shared/domain/notice.ts';
import type { Formats } from '../../text/formats.ts';

export function noticeText(notice: Notice, t: TFunction): string {
  if (notice.text !== '') return notice.text;
  const [reason] = notice.reasons;
  switch (notice.kind) {
    case 'start':
    case 'end':
      return t(`notices.own.${notice.kind}`);
    case 'blocked':
      return t('notices.own.blocked', { reason: t(`status.reasons.${reason ?? 'cached-mode-off'}`) });
    case 'left':
      return reason === undefined
        ? t('notices.own.leftPlain')
        : t('notices.own.left', { reason: t(`status.reasons.${reason}`) });
    case 'missed':
      return '';
  }
}

/** "Mail server outage ran today, 09:00 to 11:00 while this device was offline." */
export function missedText(notice: Notice, t: TFunction, formats: Formats, nowMs: number): string {
  const { description } = notice;
  const startMs = toMs(notice.start);
  const start = formats.dayTime(startMs, nowMs);
  if (notice.end === null) return t('notices.missedOpen', { description, start });
  const endMs = toMs(notice.end);
  const sameDay = formats.day(startMs, nowMs) === formats.day(endMs, nowMs);
  const end = sameDay ? formats.time(endMs) : formats.dayTime(endMs, nowMs);
  return t('notices.missed', { description, start, end });
}

/** New until dismissed; a missed event is a quiet line from the beginning. */
export function isNew(notice: Notice): boolean {
  return notice.dismissedAt === null && notice.kind !== 'missed';
}
