/** The link to the control service: what is happening, what still works, the last success, the next retry. */
import { Button } from '@fluentui/react-components';
import { SECOND_MS, toMs } from '../../../shared/domain/instant.ts';
import { asksWho, type NetworkFailure } from '../../../shared/domain/network-failure.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Facts, type FactRow } from '../../ui/card.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { linkProblemWords } from '../../text/problem-words.ts';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useCall, useCompanion } from '../state/companion-context.tsx';
import { linkStanding, type LinkStanding } from '../state/link-standing.ts';
import { useSnapshotNow } from '../state/snapshot-now.ts';
import { Indicator, type IndicatorTone } from './indicator.tsx';

const LOOKS: Readonly<
  Record<LinkStanding['kind'], { readonly tone: IndicatorTone; readonly icon: IconName }>
> = {
  linked: { tone: 'ok', icon: 'link' },
  polling: { tone: 'warn', icon: 'link' },
  connecting: { tone: 'plain', icon: 'link' },
  lost: { tone: 'bad', icon: 'link-lost' },
};

export function LinkIndicator({ device }: { readonly device: DeviceSnapshot }) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useSnapshotNow(device, SECOND_MS);
  const standing = linkStanding(device.link, nowMs);
  const words =
    standing.kind === 'lost' && standing.nextRetryAt !== null
      ? t('frame.link.lostRetry', { time: formats.time(toMs(standing.nextRetryAt)) })
      : t(`frame.link.${standing.kind}`);
  return (
    <Indicator {...LOOKS[standing.kind]} words={words} title={t(`frame.link.panel.${standing.kind}Title`)}>
      <LinkWords device={device} standing={standing} />
      <Facts rows={useLinkFacts(device, standing, nowMs)} />
      {standing.kind !== 'linked' && <Actions failure={device.link.failure} />}
    </Indicator>
  );
}

function LinkWords({
  device,
  standing,
}: {
  readonly device: DeviceSnapshot;
  readonly standing: LinkStanding;
}) {
  const t = useText();
  if (standing.kind !== 'lost') return <p>{t(`frame.link.panel.${standing.kind}Text`)}</p>;
  const reads = device.cache.state !== 'off' && device.cache.messages > 0;
  return (
    <>
      <p>{reads ? t('frame.link.panel.lostReading') : t('frame.link.panel.lostNothing')}</p>
      {device.mode.upcoming.length > 0 && <p>{t('frame.link.panel.lostScheduled')}</p>}
    </>
  );
}

function Actions({ failure }: { readonly failure: NetworkFailure | null }) {
  const t = useText();
  const call = useCall();
  const { views } = useCompanion();
  const asked = asksWho(failure);
  return (
    <div className="indicator-panel__actions">
      {asked && (
        <Button appearance="primary" onClick={() => views.setState({ dialog: 'proxy' })}>
          {t('network.proxy.open')}
        </Button>
      )}
      <Button
        appearance={asked ? 'secondary' : 'primary'}
        icon={<Icon name="retry" size={16} />}
        onClick={() => void call('link.retryNow', undefined)}
      >
        {t('frame.link.panel.retry')}
      </Button>
    </div>
  );
}

function useLinkFacts(device: DeviceSnapshot, standing: LinkStanding, nowMs: number): readonly FactRow[] {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const { lastContactAt, nextRetryAt, attempts, problem } = device.link;
  const rows: FactRow[] = [
    {
      name: t('frame.link.panel.lastSuccess'),
      value:
        lastContactAt === null
          ? t('frame.link.panel.never')
          : sentence(formats.dayTime(toMs(lastContactAt), nowMs)),
    },
  ];
  if (standing.kind === 'linked') return rows;
  if (problem !== null)
    rows.push({ name: t('frame.link.panel.because'), value: linkProblemWords(device.link, t, formats) });
  if (nextRetryAt !== null) {
    const leftMs = toMs(nextRetryAt) - nowMs;
    const value =
      leftMs < SECOND_MS
        ? t('frame.link.panel.now')
        : t('frame.link.panel.nextTryIn', {
            time: formats.time(toMs(nextRetryAt)),
            countdown: formats.span(leftMs),
          });
    rows.push({ name: t('frame.link.panel.nextTry'), value });
  }
  if (attempts > 0) {
    rows.push({ name: t('frame.link.panel.tried'), value: t('frame.link.panel.times', { count: attempts }) });
  }
  return rows;
}
