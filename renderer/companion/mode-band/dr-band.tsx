/** DR: what (heading), what to do (message), how long (since, until), what works now (strip). */
import { Button } from '@fluentui/react-components';
import { toMs } from '../../../shared/domain/instant.ts';
import type { EventView } from '../../../shared/bridge/snapshot.ts';
import { BandFacts, SlimBand, TallBand } from '../../ui/band.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import type { BandOf } from './choose-band.ts';
import { useCaveatWords, useReadingWords } from './dr-words.ts';

interface DrBandProps {
  readonly band: BandOf<'dr'>;
  readonly nowMs: number;
}

/** Below this height the message list would have no room beside a tall band. */
const LOW_WINDOW = '(max-height: 37.5rem)';

export function DrBand({ band, nowMs }: DrBandProps) {
  const chosen = useView((view) => view.band);
  const low = useMediaQuery(LOW_WINDOW);
  // Who writes has read it, and needs the room.
  const writes = useView(({ place, draftId }) => place === 'mail' && draftId !== null);
  const slim = chosen === 'slim' || (chosen === 'auto' && (low || writes));
  return slim ? <SlimDrBand band={band} nowMs={nowMs} /> : <TallDrBand band={band} nowMs={nowMs} />;
}

function TallDrBand({ band, nowMs }: DrBandProps) {
  const t = useText();
  const sentence = useSentenceCase();
  const formats = useFormats();
  const { main, others } = band;
  const since = sentence(formats.dayTime(toMs(main.start), nowMs));
  const until =
    main.end === null ? t('band.dr.furtherNotice') : sentence(formats.dayTimeZone(toMs(main.end), nowMs));
  return (
    <TallBand
      tone="dr"
      label={t('band.label')}
      icon="life-ring"
      eyebrow={
        others.length === 0 ? t('band.dr.eyebrow') : t('band.dr.eyebrowSeveral', { count: others.length + 1 })
      }
      heading={main.description}
      message={
        <>
          <p dir="auto">{main.startMessage === '' ? t('band.dr.ownMessage') : main.startMessage}</p>
          {others.length > 0 && <OtherEvents others={others} nowMs={nowMs} />}
        </>
      }
      side={
        <>
          <BandFacts
            facts={[
              { name: t('band.dr.since'), value: since },
              { name: t('band.dr.until'), value: until },
            ]}
          />
          <FoldButton to="slim" />
        </>
      }
      strip={<WhatWorks band={band} nowMs={nowMs} />}
    />
  );
}

function SlimDrBand({ band, nowMs }: DrBandProps) {
  const t = useText();
  const formats = useFormats();
  const reading = useReadingWords(band.reading);
  const caveat = useCaveatWords(band.caveat, nowMs);
  const { end } = band.main;
  const until =
    end === null
      ? t('band.dr.untilFurtherNotice')
      : t('band.dr.untilTime', { time: formats.dayTimeZone(toMs(end), nowMs) });
  return (
    <SlimBand
      tone="dr"
      label={t('band.label')}
      icon="life-ring"
      heading={band.main.description}
      line={[reading, caveat ?? until].join(' ')}
      side={<FoldButton to="full" />}
    />
  );
}

function WhatWorks({ band, nowMs }: DrBandProps) {
  const reading = useReadingWords(band.reading);
  const caveat = useCaveatWords(band.caveat, nowMs);
  return (
    <>
      <Icon name={band.reading.kind === 'five-days' ? 'tick' : 'hourglass'} size={16} />
      <b>{reading}</b>
      {caveat !== null && <span>{caveat}</span>}
    </>
  );
}

function OtherEvents({ others, nowMs }: { readonly others: readonly EventView[]; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  return (
    <ul className="mode-band__others" aria-label={t('band.dr.others')}>
      {others.map(({ id, description, startMessage, end }) => (
        <li key={id}>
          <b dir="auto">{description}</b>
          {startMessage !== '' && <span dir="auto">{startMessage}</span>}
          <span className="figures">
            {end === null
              ? t('band.dr.untilFurtherNotice')
              : t('band.dr.untilTime', { time: formats.dayTimeZone(toMs(end), nowMs) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function FoldButton({ to }: { readonly to: 'full' | 'slim' }) {
  const t = useText();
  const { views } = useCompanion();
  return (
    <Button
      className="band__fold"
      iconPosition="after"
      icon={<Icon name={to === 'full' ? 'chevron-down' : 'chevron-up'} size={16} />}
      aria-expanded={to === 'slim'}
      onClick={() => views.setState({ band: to })}
    >
      {to === 'full' ? t('band.dr.showMessage') : t('band.dr.showLess')}
    </Button>
  );
}
