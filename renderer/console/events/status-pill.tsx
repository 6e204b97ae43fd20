/** An event's status as a pill: with an icon, so that it is told without colour. */
import type { EventView } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';

type Shown = EventView['status'] | 'new' | 'recovering';

const ICONS: Readonly<Record<Shown, IconName | null>> = {
  new: null,
  pending: 'clock',
  current: 'life-ring',
  expired: 'tick',
  recovering: 'hourglass',
};

export function StatusPill({ status }: { readonly status: Shown }) {
  const t = useText();
  const icon = ICONS[status];
  const words =
    status === 'recovering' ? t('console.events.recovering') : t(`console.events.statuses.${status}`);
  return (
    <span className={`pill pill--${status}`}>
      {icon !== null && <Icon name={icon} size={14} />}
      {words}
    </span>
  );
}
