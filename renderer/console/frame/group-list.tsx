/** Some groups, each with the way to its page, and with a button to take it out where that may be. */
import { Button } from '@fluentui/react-components';
import type { GroupView } from '../../../shared/http/groups.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { addressOf } from '../router/routes.ts';

interface GroupListProps {
  readonly groups: readonly GroupView[];
  readonly none: string;
  readonly onRemove?: (group: GroupView) => void;
  /** null: this one stays. */
  readonly removeLabel?: (group: GroupView) => string | null;
}

export function GroupList({ groups, none, onRemove, removeLabel = () => null }: GroupListProps) {
  const t = useText();
  if (groups.length === 0) return <p>{none}</p>;
  return (
    <ul className="record-list">
      {groups.map((group) => {
        const label = removeLabel(group);
        return (
          <li key={group.id}>
            <a href={addressOf({ route: 'group', id: group.id })}>
              {group.name}
              <small>{t(`console.groups.sources.${group.source}`)}</small>
            </a>
            {label !== null && (
              <Button
                size="small"
                appearance="subtle"
                icon={<Icon name="cross" size={16} />}
                aria-label={label}
                onClick={() => onRemove?.(group)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
