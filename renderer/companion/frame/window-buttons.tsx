/** Minimise, maximise, close, where the platform does not draw them itself. */
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';

export function WindowButtons({ maximised }: { readonly maximised: boolean }) {
  const t = useText();
  const call = useCall();
  return (
    <div className="window-buttons">
      <button
        type="button"
        aria-label={t('frame.title.minimise')}
        onClick={() => void call('window.minimise', undefined)}
      >
        <svg viewBox="0 0 10 10" aria-hidden>
          <path d="M0 5h10" />
        </svg>
      </button>
      <button
        type="button"
        aria-label={maximised ? t('frame.title.restore') : t('frame.title.maximise')}
        onClick={() => void call('window.toggleMaximise', undefined)}
      >
        <svg viewBox="0 0 10 10" aria-hidden>
          {maximised ? (
            <path d="M.5 2.5h7v7h-7zM2.500 2.500v-2h7v7h-2" />
          ) : (
            <rect x=".5" y=".5" width="9" height="9" rx="1" />
          )}
        </svg>
      </button>
      <button
        type="button"
        className="window-buttons__close"
        aria-label={t('frame.title.close')}
        onClick={() => void call('window.close', undefined)}
      >
        <svg viewBox="0 0 10 10" aria-hidden>
          <path d="M0 0l10 10M10 0L0 10" />
        </svg>
      </button>
    </div>
  );
}
