/** An indicator of the status bar: words, icon and colour, and a panel that says more. */
import { Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';

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
    <Popover positioning={{ position: 'above', align: 'end', offset: 6 }} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <button type="button" className={`indicator indicator--${tone}`}>
          <Icon name={icon} size={14} />
          {words}
        </button>
      </PopoverTrigger>
      <PopoverSurface aria-label={title}>
        <div className={`indicator-panel indicator-panel--${tone}`}>
          <h2>
            <Icon name={icon} />
            {title}
          </h2>
          {children}
        </div>
      </PopoverSurface>
    </Popover>
  );
}
