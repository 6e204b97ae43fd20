/**
 * A button with a small panel that says more. The browser's own popover: it closes on Escape and on a press elsewhere, gives
 * the focus back, and needs none of the hidden focus guards that Fluent's puts into the page and that axe-core objects to.
 */
import { useId, type ReactNode } from 'react';
import './panel.css';

interface PanelProps {
  readonly buttonClassName: string;
  /** What the button shows. */
  readonly button: ReactNode;
  /** Names the panel. */
  readonly label: string;
  readonly children: ReactNode;
}

export function Panel({ buttonClassName, button, label, children }: PanelProps) {
  const id = useId();
  return (
    <>
      <button type="button" className={buttonClassName} popoverTarget={id}>
        {button}
      </button>
      <div id={id} popover="auto" className="panel" role="dialog" aria-label={label}>
        {children}
      </div>
    </>
  );
}
