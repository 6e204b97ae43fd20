/** What a change of mode says to who listens; a counter that moves says nothing (tokens, Motion). */
import type { TFunction } from 'i18next';
import type { Announcement } from '../../ui/announcer.tsx';
import { bandKey, type BandModel } from './choose-band.ts';

export function bandAnnouncement(band: BandModel, t: TFunction): Announcement {
  return {
    key: bandKey(band),
    text: announcedText(band, t),
    urgency: band.kind === 'blocked' ? 'alert' : 'status',
  };
}

function announcedText(band: BandModel, t: TFunction): string {
  if (band.kind === 'normal' || band.kind === 'blocked') return t(`band.announce.${band.kind}`);
  const { description, startMessage } = band.main;
  if (band.kind === 'recovering') return t('band.announce.recovering', { description });
  const message = startMessage === '' ? t('band.dr.ownMessage') : startMessage;
  return t('band.announce.dr', { description, message });
}
