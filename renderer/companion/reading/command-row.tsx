/** The row above a message: what can be done here, and where answering belongs. */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useState } from 'react';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Icon } from '../../ui/icon.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { AnswerButtons } from '../compose/answer-buttons.tsx';
import { OutboxNote } from '../compose/outbox-note.tsx';
import { useCall } from '../state/companion-context.tsx';

interface CommandRowProps {
  readonly device: DeviceSnapshot;
  readonly mailId: string | null;
}

export function CommandRow({ device, mailId }: CommandRowProps) {
  const t = useText();
  const { mode } = device;
  const kind = mode.mode === 'dr' ? 'drReading' : mode.recovering === null ? 'useOutlook' : 'recovering';
  return (
    <div className="reading__commands">
      {kind === 'drReading' ? <AnswerButtons mailId={mailId} /> : <p>{t(`mail.reading.${kind}`)}</p>}
      <OutboxNote items={device.outbox.items} />
      {mailId !== null && <MoreMenu key={mailId} mailId={mailId} />}
    </div>
  );
}

function MoreMenu({ mailId }: { readonly mailId: string }) {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [said, say] = useState('');
  const save = async (): Promise<void> => {
    const answer = await call('mail.saveRaw', { id: mailId });
    if (!answer.ok) say(callProblemWords(answer.problem, t, formats));
    else if (answer.value.saved) say(t('mail.attachments.savedMessage'));
  };
  return (
    <>
      <span className="reading__said" role="status">
        {said}
      </span>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<Icon name="more" size={16} />}
            aria-label={t('mail.reading.more')}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<Icon name="download" size={16} />} onClick={() => void save()}>
              {t('mail.reading.saveRaw')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
