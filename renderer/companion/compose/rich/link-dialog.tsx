/** Asks where a link leads, or takes it away. */
import { Button, Input } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { Modal } from '../../../ui/modal.tsx';
import { useText } from '../../../text/text-root.tsx';
import type { MailEditor } from './mail-editor.ts';
import { typedLink } from './typed-link.ts';

interface LinkDialogProps {
  readonly editor: MailEditor;
  readonly onClose: () => void;
}

export function LinkDialog({ editor, onClose }: LinkDialogProps) {
  const t = useText();
  const id = useId();
  const [present] = useState(() => linkAt(editor));
  const [typed, type] = useState(present ?? '');
  const [isWrong, setWrong] = useState(false);
  const leave = (act: () => void): void => {
    onClose();
    act();
    editor.focus();
  };
  const put = (): void => {
    const url = typedLink(typed);
    if (url === null) setWrong(true);
    else leave(() => editor.makeLink(url));
  };
  return (
    <Modal
      title={t('compose.link.title')}
      onClose={() => leave(() => undefined)}
      actions={
        <>
          {present !== null && (
            <Button onClick={() => leave(() => editor.removeLink())}>{t('compose.link.remove')}</Button>
          )}
          <Button onClick={() => leave(() => undefined)}>{t('compose.link.cancel')}</Button>
          <Button appearance="primary" onClick={put}>
            {t('compose.link.put')}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t('compose.link.address')}</label>
      <Input
        id={id}
        value={typed}
        dir="ltr"
        aria-invalid={isWrong}
        aria-describedby={`${id}-problem`}
        onChange={(_, { value }) => {
          type(value);
          setWrong(false);
        }}
        onKeyDown={(pressed) => {
          if (pressed.key === 'Enter') put();
        }}
      />
      <p id={`${id}-problem`} role="alert">
        {isWrong && t('compose.link.wrong')}
      </p>
    </Modal>
  );
}

/** null: the caret is in no link. */
function linkAt(editor: MailEditor): string | null {
  const { startContainer } = editor.getSelection();
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const link = element?.closest('a') ?? null;
  return link !== null && editor.getRoot().contains(link) ? link.href : null;
}
