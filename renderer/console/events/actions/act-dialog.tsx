/** A question before something is done to an event: asked once, answered with a press. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Modal } from '../../../ui/modal.tsx';
import { ProblemNotice } from '../../frame/problem-notice.tsx';
import type { Act } from './use-act.ts';

interface ActDialogProps {
  readonly title: string;
  /** The way out. */
  readonly keep: string;
  readonly action: string;
  /** Takes something away. */
  readonly danger?: boolean;
  /** What was chosen cannot be done. */
  readonly barred?: boolean;
  readonly state: Act;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function ActDialog(props: ActDialogProps) {
  const { title, keep, action, danger = false, barred = false, state, onAct, onClose, children } = props;
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button
            {...(danger ? { className: 'danger-button' } : { appearance: 'primary' as const })}
            disabledFocusable={state.busy || barred}
            onClick={onAct}
          >
            {action}
          </Button>
        </>
      }
    >
      {children}
      <ProblemNotice problem={state.problem} />
    </Modal>
  );
}
