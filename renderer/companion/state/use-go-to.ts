/** Follows the shell's wish to show a place, as after a click on a notification; each wish once. */
import { useEffect } from 'react';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { useCompanion } from './companion-context.tsx';

export function useGoTo(goTo: ShellView['goTo']): void {
  const { views } = useCompanion();
  const at = goTo?.at;
  const place = goTo?.place;
  const noticeId = goTo?.noticeId ?? null;
  useEffect(() => {
    if (place !== undefined) views.setState({ place, noticeId, searchText: '' });
  }, [views, at, place, noticeId]);
}
