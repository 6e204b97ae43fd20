/** An icon and a word in the tone of what they say. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icon.tsx';

interface SignProps {
  readonly icon: IconName;
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet' | 'dr';
  readonly children: ReactNode;
}

export function Sign({ icon, tone, children }: SignProps) {
  return (
    <span className={`sign sign--${tone}`}>
      <Icon name={icon} size={16} />
      {children}
    </span>
  );
}
