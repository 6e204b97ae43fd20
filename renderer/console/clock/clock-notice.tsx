/** Above every page while the service does not believe its computer's clock: both times, and an administrator's two choices. */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import { serviceClockSchema, type ServiceClockView } from '../../../shared/http/clock.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import './clock-notice.css';

type Wrong = Exclude<ServiceClockView['state'], 'agreed'>;

export function ClockNotice() {
  const clock = valueOf(useResource('/clock', serviceClockSchema));
  const mayDecide = useMay('access:write');
  if (clock === null || clock.state === 'agreed') return null;
  return <Notice {...clock} state={clock.state} mayDecide={mayDecide} />;
}

interface NoticeProps extends ServiceClockView {
  readonly state: Wrong;
  readonly mayDecide: boolean;
}

function Notice({ state, wallTime, ownTime, mayDecide }: NoticeProps) {
  const t = useText();
  const formats = useFormats();
  const { client } = useSignedIn();
  const { run, busy, problem } = useDeed('clock');
  const decide = (believe: 'wall' | 'own'): void =>
    void run(() => client.post('/clock', { believe }, serviceClockSchema));
  const times = { wall: formats.full(toMs(wallTime)), own: formats.full(toMs(ownTime)) };
  return (
    <div className="clock-notice">
      <MessageBar tone={state === 'own' ? 'warn' : 'bad'} role="status">
        <strong>{t(`console.clock.${state}`)}</strong> {t('console.clock.times', times)}{' '}
        {t(`console.clock.help.${state}`)}
        {mayDecide && (
          <div className="clock-notice__choices">
            <Button size="small" disabledFocusable={busy} onClick={() => decide('wall')}>
              {t('console.clock.wallIsRight')}
            </Button>
            {state !== 'own' && (
              <Button size="small" disabledFocusable={busy} onClick={() => decide('own')}>
                {t('console.clock.ownIsRight')}
              </Button>
            )}
          </div>
        )}
        <ProblemNotice problem={problem} />
      </MessageBar>
    </div>
  );
}
