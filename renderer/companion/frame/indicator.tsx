/** An indicator of the status bar: words, icon and colour, and a panel that says more. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';

export type IndicatorTone = 'ok' | 'plain' | 'warn' | 'bad';

interface IndicatorProps {
  readonly tone: IndicatorTone;
  readonly icon: IconName;
  readonly words: string;
  readonly title: string;
  readonly children: ReactNode;
}

export function Indicator({ tone, icon, words, title, children }: IndicatorProps) {
  return (
    <Panel
      buttonClassName={`indicator indicator--${tone}`}
      label={title}
      button={
        <>
          <Icon name={icon} size={14} />
          {words}
        </>
      }
    >
      <div className={`indicator-panel indicator-panel--${tone}`}>
        <h2>
          <Icon name={icon} />
          {title}
        </h2>
        {children}
      </div>
    </Panel>
  );
}
