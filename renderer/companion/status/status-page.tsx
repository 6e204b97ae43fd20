/** Status: "will this work when I need it?", with a tick or the thing to do for each of eight items. */
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { Page } from '../../ui/page.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import { countInOrder, type ChecklistItem } from './checklist.ts';
import { ChecklistRow } from './checklist-row.tsx';
import { itemWords } from './checklist-words.ts';
import { DeviceCard } from './device-card.tsx';
import { UpcomingCard } from './upcoming-card.tsx';
import './status.css';

interface StatusPageProps {
  readonly device: DeviceSnapshot;
  readonly shell: ShellView;
  readonly items: readonly ChecklistItem[];
  readonly nowMs: number;
}

export function StatusPage({ device, shell, items, nowMs }: StatusPageProps) {
  const t = useText();
  const formats = useFormats();
  const done = countInOrder(items);
  const time = formats.dayTime(nowMs, nowMs);
  return (
    <Page
      title={t('status.title')}
      lead={
        done === items.length
          ? t('status.leadAll', { time })
          : t('status.lead', { done: formats.number(done), count: items.length, time })
      }
    >
      <div className="status__columns">
        <ul className="status__list">
          {items.map((item, index) => (
            <ChecklistRow
              key={item.id}
              item={item}
              words={itemWords(item, { device, shell, nowMs, t, formats })}
              index={index}
            />
          ))}
        </ul>
        <aside className="status__aside">
          <DeviceCard device={device} />
          <UpcomingCard mode={device.mode} nowMs={nowMs} />
        </aside>
      </div>
    </Page>
  );
}
