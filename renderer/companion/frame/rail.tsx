/** The rail at the side: four places, two of them with a count. */
import { CountBadge } from '../../ui/count-badge.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import type { Place } from '../state/view-store.ts';
import './rail.css';

interface RailProps {
  readonly newNotices: number;
  readonly toDo: number;
}

export function Rail({ newNotices, toDo }: RailProps) {
  const t = useText();
  return (
    <nav className="rail" aria-label={t('frame.main')}>
      <RailButton place="mail" icon="mail" label={t('frame.rail.mail')} />
      <RailButton place="notices" icon="bell" label={t('frame.rail.notices')}>
        <CountBadge count={newNotices} label={t('frame.rail.newNotices', { count: newNotices })} />
      </RailButton>
      <RailButton place="status" icon="shield" label={t('frame.rail.status')}>
        <CountBadge count={toDo} label={t('frame.rail.toDo', { count: toDo })} />
      </RailButton>
      <span className="rail__space" />
      <RailButton place="settings" icon="gear" label={t('frame.rail.settings')} />
    </nav>
  );
}

interface RailButtonProps {
  readonly place: Place;
  readonly icon: IconName;
  readonly label: string;
  readonly children?: React.ReactNode;
}

function RailButton({ place, icon, label, children }: RailButtonProps) {
  const { views } = useCompanion();
  const here = useView((view) => view.place === place);
  return (
    <button
      type="button"
      className="rail__button"
      aria-current={here ? 'page' : undefined}
      onClick={() => views.setState({ place })}
    >
      <Icon name={icon} />
      <span>{label}</span>
      {children}
    </button>
  );
}
