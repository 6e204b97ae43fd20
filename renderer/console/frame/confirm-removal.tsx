/** Asks once before something is taken away for good. */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import './dialog-form.css';

interface ConfirmRemovalProps {
  readonly title: string;
  readonly help: string;
  readonly keep: string;
  readonly remove: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly onClose: () => void;
}

/** For what has no kind of its own among the changes: its row in the audit log is what says that it is gone. */
export function ConfirmRemoval({ title, help, keep, remove, path, onClose }: ConfirmRemovalProps) {
  const { client, queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const confirm = async () => {
    const answer = await client.remove(path);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    queries.changed({ kind: 'audit' });
    onClose();
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button className="danger-button" onClick={() => void confirm()}>
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
