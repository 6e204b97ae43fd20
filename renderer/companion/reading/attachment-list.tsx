/** Attachments: saved where the person says, never opened. */
import { useState } from 'react';
import type { MailPart } from '../../../shared/bridge/mail.ts';
import { FileMark } from '../../ui/file-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import './attachment-list.css';

interface AttachmentListProps {
  readonly mailId: string;
  readonly parts: readonly MailPart[];
}

export function AttachmentList({ mailId, parts }: AttachmentListProps) {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [said, say] = useState('');
  if (parts.length === 0) return null;
  const save = async ({ index, fileName }: MailPart): Promise<void> => {
    const answer = await call('mail.savePart', { id: mailId, index });
    if (!answer.ok) {
      const problem = callProblemWords(answer.problem, t, formats);
      say(t('mail.attachments.failed', { name: fileName, problem }));
    } else if (answer.value.saved) {
      say(t('mail.attachments.saved', { name: fileName }));
    }
  };
  return (
    <div className="attachments">
      <ul aria-label={t('mail.attachments.label')}>
        {parts.map((part) => (
          <li key={part.index}>
            <AttachmentTile part={part} onSave={() => void save(part)} />
          </li>
        ))}
      </ul>
      <p className="attachments__said" role="status">
        {said}
      </p>
    </div>
  );
}

function AttachmentTile({ part, onSave }: { readonly part: MailPart; readonly onSave: () => void }) {
  const t = useText();
  const formats = useFormats();
  const size = formats.size(part.size);
  return (
    <button
      type="button"
      className={`attachments__tile${part.dangerous ? ' attachments__tile--dangerous' : ''}`}
      aria-label={[
        t('mail.attachments.save', { name: part.fileName, size }),
        part.dangerous ? t('mail.attachments.dangerous') : '',
      ]
        .join(' ')
        .trim()}
      onClick={onSave}
    >
      <FileMark fileName={part.fileName} />
      <span className="attachments__name">
        <bdi>{part.fileName}</bdi>
        <small className="figures">{part.dangerous ? t('mail.attachments.dangerous') : size}</small>
      </span>
      <Icon name={part.dangerous ? 'warning' : 'download'} size={16} />
    </button>
  );
}
