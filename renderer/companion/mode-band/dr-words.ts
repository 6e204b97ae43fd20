/** What the DR band says works now, and what qualifies it. */
import { toMs } from '../../../shared/domain/instant.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { hoursSince, type Caveat, type Reading } from './choose-band.ts';

export function useReadingWords(reading: Reading): string {
  const t = useText();
  const formats = useFormats();
  if (reading.kind === 'five-days') return t('band.dr.read');
  const have = formats.number(reading.have);
  return reading.expected === null
    ? t('band.dr.readSoFarUnknown', { have })
    : t('band.dr.readSoFar', { have, expected: formats.number(reading.expected) });
}

/** null when nothing qualifies it. */
export function useCaveatWords(caveat: Caveat, nowMs: number): string | null {
  const t = useText();
  const formats = useFormats();
  if (caveat === null) return null;
  switch (caveat.kind) {
    case 'checking':
      return t('band.dr.checking');
    case 'link-lost':
      return t('band.dr.linkLost');
    case 'last-known':
      return t('band.dr.lastKnown', {
        hours: formats.number(hoursSince(caveat.heardAt, nowMs)),
        time: formats.dayTime(toMs(caveat.heardAt), nowMs),
      });
  }
}
