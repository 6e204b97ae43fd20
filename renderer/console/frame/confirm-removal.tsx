/** Asks once before something is taken away for good. */
import { Button } from '@fluentui/react-components';
import type { ChangeKind } from '../../../shared/http/changes.ts';
import { Modal } from '../../ui/modal.tsx';
import { useSignedIn } from '../session/session-context.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useDeed } from './use-deed.ts';
import './dialog-form.css';

interface ConfirmRemovalProps {
  readonly title: string;
  readonly help: string;
  readonly keep: string;
  readonly remove: string;
  /** Below `/api/v1`. */
  readonly path: string;
  /** Of which kinds other things are afterwards; some have only their row in the audit log to say that they are gone. */
  readonly changed?: readonly ChangeKind[];
  readonly onClose: () => void;
  /** Instead of closing, once it is gone: its page has nothing more to show. */
  readonly onRemoved?: () => void;
}

export function ConfirmRemoval({
  title,
  help,
  keep,
  remove,
  path,
  changed = ['audit'],
  ...then
}: ConfirmRemovalProps) {
  const { onClose, onRemoved = onClose } = then;
  const { client } = useSignedIn();
  const { problem, run, busy } = useDeed(...changed);
  const confirm = async () => {
    if ((await run(() => client.remove(path))) !== null) onRemoved();
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button className="danger-button" disabledFocusable={busy} onClick={() => void confirm()}>
            {remove}
          </Button>
        </>
      }
    >
      <p>{help}</p>
      <ProblemNotice problem={problem} />
    </Modal>
  );
}
