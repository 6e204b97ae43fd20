/** How a notice reaches a person: as the system's notification, or in the app alone (product 3, "Notices"). */
import type { Notice } from '../../shared/domain/notice.ts';

export type NoticeDelivery =
  /** The system shows it; shown when the system says so, or when the app's window is in sight. */
  | 'system'
  /** Only in the app: shown once the window is in sight. */
  | 'window'
  /** A quiet line among the notices: nothing is to be put before anyone's eyes. */
  | 'quiet';

export interface DeliveryConditions {
  readonly supported: boolean;
  /** An instant, or null. */
  readonly pausedUntil: string | null;
  readonly nowMs: number;
}

export function noticeDelivery(notice: Pick<Notice, 'kind'>, conditions: DeliveryConditions): NoticeDelivery {
  if (notice.kind === 'missed') return 'quiet';
  const paused = conditions.pausedUntil !== null && Date.parse(conditions.pausedUntil) > conditions.nowMs;
  return conditions.supported && !paused ? 'system' : 'window';
}
