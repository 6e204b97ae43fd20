/** Theme and language of this browser, from the console's head. */
import { useStore } from 'zustand';
import { useAppearanceWords } from '../../text/appearance-words.ts';
import { useText } from '../../text/text-root.tsx';
import { AppearanceFields } from '../../ui/appearance-fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { usePreferenceStore } from '../preferences/preferences-context.tsx';

export function AppearancePanel() {
  const t = useText();
  const store = usePreferenceStore();
  const preferences = useStore(store);
  const name = t('console.frame.appearance');
  return (
    <Panel buttonClassName="navigation-button" button={<Icon name="sun" label={name} />} label={name}>
      <div className="appearance-panel">
        <AppearanceFields
          {...preferences}
          change={(changed) => store.setState(changed)}
          words={useAppearanceWords()}
        />
      </div>
    </Panel>
  );
}
