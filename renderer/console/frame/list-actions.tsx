/** What can be done with a list of people or groups as a whole: add one, import many, export what is shown. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { goTo } from '../router/navigation.ts';
import { useMay } from '../session/session-context.tsx';
import { ExportButton } from './export-button.tsx';

interface ListActionsProps {
  /** As the table is read. */
  readonly path: string;
  readonly what: 'people' | 'groups';
  readonly onAdd: () => void;
}

export function ListActions({ path, what, onAdd }: ListActionsProps) {
  const t = useText();
  const may = useMay(what === 'people' ? 'users:write' : 'groups:write');
  return (
    <>
      <ExportButton path={path} format="csv" />
      {may && (
        <>
          <Button icon={<Icon name="upload" size={16} />} onClick={() => goTo({ route: `import-${what}` })}>
            {t('console.imports.open')}
          </Button>
          <Button appearance="primary" icon={<Icon name="plus" size={16} />} onClick={onAdd}>
            {t(`console.${what}.add`)}
          </Button>
        </>
      )}
    </>
  );
}
