/** A line that asks to be read: what is so, and what can be done about it. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './message-bar.css';

export type MessageTone = 'plain' | 'ok' | 'warn' | 'bad';

const ICONS: Readonly<Record<MessageTone, IconName>> = {
  plain: 'picture',
  ok: 'tick',
  warn: 'warning',
  bad: 'cannot',
};

interface MessageBarProps {
  readonly tone: MessageTone;
  readonly icon?: IconName;
  /** `alert` for what goes wrong under the person's hands; without it the bar is read in its place. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function MessageBar({ tone, icon, role, children, actions }: MessageBarProps) {
  return (
    <div className={`message-bar message-bar--${tone}`} role={role}>
      <Icon name={icon ?? ICONS[tone]} size={16} />
      <div className="message-bar__text">{children}</div>
      {actions !== undefined && <div className="message-bar__actions">{actions}</div>}
    </div>
  );
}
