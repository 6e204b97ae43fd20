/** What happened to an event, newest first: what administrators did, what time did, what devices showed. */
import { administratorPageSchema } from '../../../../shared/http/access.ts';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { timelineSchema, type TimelineItem } from '../../../../shared/http/event-progress.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { Card } from '../../../ui/card.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { valueOf } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { useMay } from '../../session/session-context.tsx';
import { eventPath } from '../event-words.ts';
import { useItemWords } from './timeline-words.ts';

interface TimelineProps {
  readonly event: EventView;
  readonly nowMs: number;
}

export function Timeline({ event, nowMs }: TimelineProps) {
  const t = useText();
  const items = valueOf(useResource(`${eventPath(event.id)}/timeline`, timelineSchema))?.items;
  return (
    <Card title={t('console.event.timeline.title')}>
      {items === undefined && <p role="status">{t('console.event.reading')}</p>}
      {items?.length === 0 && <p>{t('console.event.timeline.none')}</p>}
      <ol className="timeline">
        {(items ?? []).toReversed().map((item, index) => (
          // What happens at one instant has no other name than its place.
          <Item key={`${item.at} ${item.kind} ${(items?.length ?? 0) - index}`} item={item} nowMs={nowMs} />
        ))}
      </ol>
    </Card>
  );
}

const ICONS: Readonly<Record<TimelineItem['kind'], IconName>> = {
  created: 'plus',
  edited: 'pencil',
  extended: 'clock',
  'ended-now': 'cannot',
  recovery: 'hourglass',
  started: 'life-ring',
  ended: 'tick',
  'first-start-shown': 'bell',
  'last-start-shown': 'bell',
  'first-end-shown': 'bell',
  'last-end-shown': 'bell',
};

function Item({ item, nowMs }: { readonly item: TimelineItem; readonly nowMs: number }) {
  const t = useText();
  const formats = useFormats();
  const { title, detail } = useItemWords()(item, nowMs);
  const planned = item.detail.planned === true;
  return (
    <li className={`timeline__item${planned ? ' timeline__item--planned' : ''}`}>
      <time className="figures" dateTime={item.at}>
        {formats.dayTime(Date.parse(item.at), nowMs)}
      </time>
      <span className="timeline__sign">
        <Icon name={ICONS[item.kind]} size={14} />
      </span>
      <div>
        <strong>{title}</strong>
        {planned && <small>{t('console.event.timeline.planned')}</small>}
        {detail !== null && <small className="as-written">{detail}</small>}
        {item.actor !== null && <Actor actor={item.actor} />}
      </div>
    </li>
  );
}

/** `administrator:<id>`, `token:<id>`, or the service's own token. */
function Actor({ actor }: { readonly actor: string }) {
  const t = useText();
  const [kind = '', id] = actor.split(':', 2);
  const known = useMay('access:read') && kind === 'administrator' && id !== undefined;
  const all = valueOf(useResource(known ? '/administrators?limit=1000' : null, administratorPageSchema));
  const name = all?.items.find((one) => one.id === id)?.displayName;
  const who =
    name ??
    t(
      kind === 'token'
        ? 'console.event.timeline.token'
        : id === undefined
          ? 'console.event.timeline.service'
          : 'console.event.timeline.administrator',
    );
  return <small>{t('console.event.timeline.by', { who })}</small>;
}
