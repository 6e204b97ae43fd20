/** The messages as a virtual list: thousands of rows, some forty in the page. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useCompanion, useView } from '../state/companion-context.tsx';
import { GroupTitleRow } from './group-title-row.tsx';
import type { ListEntry } from './group-rows.ts';
import { nextRow } from './list-keys.ts';
import { MessageRow } from './message-row.tsx';

const ROW_PX = 73;
const TITLE_PX = 28;
const OVERSCAN = 8;

interface MessageListProps {
  readonly label: string;
  readonly entries: readonly ListEntry[];
  readonly total: number;
  readonly loaded: number;
  readonly onReach: (count: number) => void;
  readonly nowMs: number;
  /** Whether rows say their day themselves, because no title above does. */
  readonly dated?: boolean;
}

export function MessageList({
  label,
  entries,
  total,
  loaded,
  onReach,
  nowMs,
  dated = false,
}: MessageListProps) {
  const { views } = useCompanion();
  const mailId = useView((view) => view.mailId);
  const scroller = useRef<HTMLDivElement>(null);
  const scale = useRef(textScale());
  const sizeOf = (index: number) => (entries[index]?.kind === 'title' ? TITLE_PX : ROW_PX) * scale.current;
  const virtual = useVirtualizer({
    count: entries.length + (total - loaded),
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    getItemKey: (index) => entries[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  // Of another list, or scrolled out of sight, it is no element that anyone could be led to.
  const isChosenShown = items.some(({ index }) => {
    const entry = entries[index];
    return entry?.kind === 'row' && entry.row.id === mailId;
  });
  useEffect(() => onReach(last + OVERSCAN), [onReach, last]);
  useEffect(() => virtual.measure(), [virtual, entries]);

  const onKeyDown = (pressed: KeyboardEvent): void => {
    const target = nextRow(entries, mailId, pressed.key);
    if (target === null) return;
    pressed.preventDefault();
    views.setState({ mailId: target.row.id });
    virtual.scrollToIndex(target.index);
  };
  return (
    <div
      ref={scroller}
      className="inbox__scroll quiet-scroll"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={mailId !== null && isChosenShown ? rowElementId(mailId) : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="inbox__rows" role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
        {items.map(({ key, index, start, size }) => {
          const entry = entries[index];
          const place: CSSProperties = { blockSize: size, transform: `translateY(${start}px)` };
          if (entry === undefined)
            return <div key={key} className="inbox__pending" style={place} aria-hidden />;
          return entry.kind === 'title' ? (
            <GroupTitleRow key={key} title={entry.title} count={entry.count} nowMs={nowMs} place={place} />
          ) : (
            <MessageRow
              key={key}
              id={rowElementId(entry.row.id)}
              row={entry.row}
              selected={entry.row.id === mailId}
              position={entry.position}
              total={total}
              nowMs={nowMs}
              dated={dated}
              place={place}
              onChoose={() => views.setState({ mailId: entry.row.id })}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowElementId(mailId: string): string {
  return `mail-${mailId}`;
}

/** Rows are laid out in rem, so that they grow with the system's text size. */
function textScale(): number {
  const rootPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Number.isNaN(rootPx) ? 1 : rootPx / 16;
}
