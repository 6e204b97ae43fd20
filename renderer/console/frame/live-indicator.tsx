/** Whether what is shown follows the service: live, looked up, or old because the service does not answer. */
import { useFormats, useText } from '../../text/text-root.tsx';
import { useContact } from '../session/session-context.tsx';
import { Sign } from '../sign.tsx';

export function LiveIndicator() {
  const t = useText();
  const formats = useFormats();
  const { link, answering, heardAtMs } = useContact();
  if (!answering) {
    return (
      <span role="status">
        <Sign icon="link-lost" tone="warn">
          {t('console.frame.silent', { time: formats.time(heardAtMs) })}
        </Sign>
      </span>
    );
  }
  return (
    <span role="status" className="live-indicator">
      <Sign icon={link === 'live' ? 'link' : 'retry'} tone={link === 'live' ? 'ok' : 'quiet'}>
        {t(`console.frame.${link}`)}
      </Sign>
    </span>
  );
}
