/** What each button of the Status page does. */
import { connectionModeFor } from '../../../shared/domain/profile.ts';
import { useCompanion } from '../state/companion-context.tsx';
import type { Remedy } from './checklist-words.ts';

export function useRemedy(): (remedy: Remedy) => void {
  const { api, views } = useCompanion();
  return (remedy) => {
    switch (remedy) {
      case 'protect':
        views.setState({ dialog: 'protect' });
        break;
      case 'proxy':
        views.setState({ dialog: 'proxy' });
        break;
      case 'retry':
        void api.call('link.retryNow', undefined);
        break;
      case 'cached-mode':
        void api.call('profile.set', { connectionMode: connectionModeFor(true) });
        break;
      case 'resume-notifications':
        void api.call('settings.change', { notificationsPausedUntil: null });
        break;
    }
  };
}
