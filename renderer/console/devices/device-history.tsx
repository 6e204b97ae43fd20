/** What a device did and what was done to it, newest first, by day. */
import { Button } from '@fluentui/react-components';
import { deviceHistoryItemSchema, type DeviceHistoryItem } from '../../../shared/http/device-history.ts';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { ActorName } from '../frame/actor-name.tsx';
import { AsideSection } from '../frame/beside.tsx';
import { EventName } from '../frame/event-name.tsx';
import { useProblemWords } from '../frame/problem-notice.tsx';
import { usePages } from '../query/use-pages.ts';

interface DeviceHistoryProps {
  /** Of the device. */
  readonly path: string;
  readonly nowMs: number;
}

export function DeviceHistory({ path, nowMs }: DeviceHistoryProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const words = useProblemWords();
  const { rows, total, step, problem, reach } = usePages(`${path}/history`, deviceHistoryItemSchema);
  return (
    <AsideSection title={t('console.devices.history')}>
      {step === 'loading' && <p role="status">{t('console.table.loading')}</p>}
      {problem !== null && <p role="status">{words(problem)}</p>}
      {byDay(rows, (atMs) => formats.day(atMs, nowMs)).map(({ day, items }) => (
        <div key={`${day} ${items[0]?.at ?? ''}`}>
          <p className="history-day">{sentence(day)}</p>
          <ol className="history">
            {items.map((item) => (
              <Item key={`${item.at} ${item.id}`} item={item} />
            ))}
          </ol>
        </div>
      ))}
      {total > rows.length && (
        <Button size="small" appearance="subtle" onClick={() => reach(0, rows.length)}>
          {t('console.devices.older')}
        </Button>
      )}
    </AsideSection>
  );
}

interface Day {
  readonly day: string;
  readonly items: DeviceHistoryItem[];
}

function byDay(items: readonly DeviceHistoryItem[], dayOf: (atMs: number) => string): readonly Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const day = dayOf(Date.parse(item.at));
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

const ICONS: Readonly<Record<DeviceHistoryItem['kind'], IconName>> = {
  'entered-dr': 'life-ring',
  'left-dr': 'tick',
  'cached-mode-on': 'tick',
  'cached-mode-off': 'cross',
  'signed-in': 'key',
  'signed-out': 'sign-out',
  updated: 'download',
  registered: 'laptop',
  revoked: 'cannot',
  notice: 'bell',
};

const TONES: Partial<Record<DeviceHistoryItem['kind'], string>> = {
  'entered-dr': 'dr',
  'cached-mode-off': 'bad',
  revoked: 'bad',
};

function Item({ item }: { readonly item: DeviceHistoryItem }) {
  const t = useText();
  const formats = useFormats();
  const { kind, at, detail } = item;
  const what = detail.notice === undefined ? kind : (`notice-${detail.notice}` as const);
  return (
    <li className="history__item">
      <time className="figures" dateTime={at}>
        {formats.time(Date.parse(at))}
      </time>
      <span className={`history__mark history__mark--${TONES[kind] ?? 'plain'}`}>
        <Icon name={ICONS[kind]} size={14} />
      </span>
      <div>
        <strong>{t(`console.devices.did.${what}`)}</strong>
        <ItemDetail item={item} />
      </div>
    </li>
  );
}

function ItemDetail({ item: { kind, actor, detail } }: { readonly item: DeviceHistoryItem }) {
  const t = useText();
  const { events = [], from, to } = detail;
  return (
    <>
      {events.map(({ id, description }) => (
        <small key={id}>
          <EventName id={id} description={description} />
        </small>
      ))}
      {kind === 'updated' && from !== undefined && to !== undefined && (
        <small>{t('console.devices.fromTo', { from, to })}</small>
      )}
      {actor !== null && (
        <small>
          <ActorName actor={actor} />
        </small>
      )}
    </>
  );
}
