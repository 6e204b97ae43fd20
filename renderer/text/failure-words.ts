/** What is in the way, in a person's words: a title, and what to do. */
import type { TFunction } from 'i18next';
import type { NetworkFailure } from '../../shared/domain/network-failure.ts';
import type { Formats } from './formats.ts';

export interface FailureWords {
  readonly title: string;
  readonly text: string;
}

/** `nowMs`: by this computer's clock, which may be what is wrong. */
export function failureWords(
  failure: NetworkFailure,
  t: TFunction,
  formats: Formats,
  nowMs: number,
): FailureWords {
  const words = Object.entries(failure).map(([field, value]) => [field, wordOf(field, value, t, formats)]);
  // Each field as it was, in words.
  const facts = { ...(Object.fromEntries(words) as NetworkFailure), now: formats.full(nowMs) };
  return {
    title: t(`network.failures.${failure.kind}.title`),
    text: t(`network.failures.${failure.kind}.text`, facts),
  };
}

/** OpenSSL's dates in the reader's own way. */
function wordOf(field: string, value: string, t: TFunction, formats: Formats): string {
  if (value === '') return t('network.unnamed');
  const atMs = field === 'until' || field === 'from' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? value : formats.full(atMs);
}
