/** One message in the list. */
import { memo, type CSSProperties } from 'react';
import { toMs } from '../../../shared/domain/instant.ts';
import type { MailAddress, MailRow } from '../../../shared/bridge/mail.ts';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { useView } from '../state/companion-context.tsx';
import { dayIn } from './day.ts';

interface MessageRowProps {
  readonly id: string;
  readonly row: MailRow;
  readonly selected: boolean;
  readonly position: number;
  readonly total: number;
  readonly nowMs: number;
  /** No title above says the day. */
  readonly dated: boolean;
  readonly place: CSSProperties;
  readonly onChoose: () => void;
}

export const MessageRow = memo(PlainMessageRow, sameRow);

function PlainMessageRow({
  id,
  row,
  selected,
  position,
  total,
  nowMs,
  dated,
  place,
  onChoose,
}: MessageRowProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const sent = useView((view) => view.mailbox === 'sent');
  // In the delegate's own list the head says it.
  const isMixed = useView((view) => view.searchText.trim() !== '');
  const atMs = toMs(row.receivedAt);
  const who = sent ? namesOf(row.to) : nameOf(row.from);
  const named = sent && who !== '' ? t('mail.row.to', { names: who }) : who;
  const [first] = row.to;
  const shown = sent && first !== undefined ? first : row.from;
  return (
    <div
      id={id}
      className={`message-row${row.unread ? ' message-row--unread' : ''}`}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={position + 1}
      style={place}
      onClick={onChoose}
    >
      <PersonDisc name={shown.name} identity={shown.address} />
      <div className="message-row__text">
        <div className="message-row__line">
          {row.unread && <span className="unseen">{t('mail.row.unread')}</span>}
          <span className="message-row__from" dir="auto">
            {named === '' ? t('mail.row.noSender') : named}
          </span>
          {row.flagged && (
            <span className="message-row__flag">
              <Icon name="flag" size={14} label={t('mail.row.flagged')} />
            </span>
          )}
          {row.hasAttachment && (
            <span className="message-row__mark">
              <Icon name="paperclip" size={14} label={t('mail.row.attachment')} />
            </span>
          )}
          <time className="figures" dateTime={row.receivedAt}>
            {dated && dayIn(atMs) !== dayIn(nowMs) ? sentence(formats.day(atMs, nowMs)) : formats.time(atMs)}
          </time>
        </div>
        <div className="message-row__line">
          <span className="message-row__subject" dir="auto">
            {row.subject === '' ? t('mail.row.noSubject') : row.subject}
          </span>
          {isMixed && row.delegateOf !== null && (
            <Tag
              icon="delegate"
              label={t('mail.row.delegateOf', { name: row.delegateOf })}
              meaning={t('mail.delegated.of', { name: row.delegateOf })}
            />
          )}
          {row.list !== null && (
            <Tag icon="people" label={row.list} meaning={t('mail.row.list', { list: row.list })} />
          )}
        </div>
        <div className="message-row__preview" dir="auto">
          {row.preview}
        </div>
      </div>
    </div>
  );
}

function nameOf({ name, address }: MailAddress): string {
  return name === '' ? address : name;
}

function namesOf(people: readonly MailAddress[]): string {
  return people.map(nameOf).join(', ');
}

/** The clock ticks every second; a row changes only with its mail, its place or its day. */
function sameRow(before: MessageRowProps, after: MessageRowProps): boolean {
  return (
    before.row === after.row &&
    before.selected === after.selected &&
    before.position === after.position &&
    before.total === after.total &&
    before.place.transform === after.place.transform &&
    dayIn(before.nowMs) === dayIn(after.nowMs)
  );
}
