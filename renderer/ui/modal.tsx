/** A question that has to be answered first: the browser's own modal dialog, which keeps the focus and gives it back. */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import './modal.css';

interface ModalProps {
  readonly title: string;
  /** Also called when the person presses Escape. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** Open as long as it is there. */
export function Modal({ title, onClose, children, actions }: ModalProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className="modal"
      aria-labelledby={id}
      onCancel={(cancelled) => {
        cancelled.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div className="modal__content">{children}</div>
      <div className="modal__actions">{actions}</div>
    </dialog>
  );
}
