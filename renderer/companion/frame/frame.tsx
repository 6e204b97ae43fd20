/** The frame around every page: band, rail, page, status bar. */
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { Scheme } from '../../theme/fluent-theme.ts';
import { Announcer } from '../../ui/announcer.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useText } from '../../text/text-root.tsx';
import { ComposePane } from '../compose/compose-pane.tsx';
import { MailPane } from '../inbox/mail-pane.tsx';
import { bandAnnouncement } from '../mode-band/band-announcement.ts';
import { chooseBand } from '../mode-band/choose-band.ts';
import { ModeBand } from '../mode-band/mode-band.tsx';
import { isNew } from '../notices/notice-words.ts';
import { NoticesPage } from '../notices/notices-page.tsx';
import { ReadingPane } from '../reading/reading-pane.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import { useSnapshotNow } from '../state/snapshot-now.ts';
import { checklist, countToDo, readinessOf, type ChecklistItem } from '../status/checklist.ts';
import { StatusPage } from '../status/status-page.tsx';
import { Guarded } from './guarded.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import './frame.css';

/** Words such as "today" and a link's "lost" change without a new snapshot; counters keep their own second. */
const TICK_MS = 5 * SECOND_MS;

interface FrameProps {
  readonly device: DeviceSnapshot;
  readonly shell: ShellView;
  readonly scheme: Scheme;
}

export function Frame({ device, shell, scheme }: FrameProps) {
  const t = useText();
  const { clock } = useCompanion();
  const nowMs = useSnapshotNow(device, TICK_MS);
  const items = checklist(device, shell, nowMs, clock.wallMs());
  const toDo = countToDo(items);
  const memory = device.session.state === 'signed-in' && device.session.protection === 'memory';
  return (
    <>
      <Announcer announcement={bandAnnouncement(chooseBand(device, nowMs), t)} />
      <ModeBand device={device} nowMs={nowMs} readiness={readinessOf(items)} />
      <div className="frame__body">
        <Rail newNotices={device.notices.filter(isNew).length} toDo={toDo} />
        <main className="frame__main">
          {memory && <MemoryBar />}
          <Guarded>
            <CurrentPage device={device} shell={shell} scheme={scheme} nowMs={nowMs} items={items} />
          </Guarded>
        </main>
      </div>
      <StatusBar device={device} nowMs={nowMs} />
    </>
  );
}

interface CurrentPageProps extends FrameProps {
  readonly nowMs: number;
  readonly items: readonly ChecklistItem[];
}

function CurrentPage({ device, shell, scheme, nowMs, items }: CurrentPageProps) {
  const place = useView((view) => view.place);
  const draftId = useView((view) => view.draftId);
  switch (place) {
    case 'mail':
      return (
        <div className="frame__panes">
          <MailPane device={device} nowMs={nowMs} />
          {draftId === null ? (
            <ReadingPane device={device} scheme={scheme} nowMs={nowMs} />
          ) : (
            <ComposePane key={draftId} id={draftId} device={device} />
          )}
        </div>
      );
    case 'notices':
      return <NoticesPage notices={device.notices} nowMs={nowMs} />;
    case 'status':
      return <StatusPage device={device} shell={shell} items={items} nowMs={nowMs} />;
    case 'settings':
      return <SettingsPage device={device} shell={shell} nowMs={nowMs} />;
  }
}

function MemoryBar() {
  const t = useText();
  const { views } = useCompanion();
  return (
    <MessageBar
      tone="warn"
      icon="memory"
      actions={
        <button type="button" className="frame__link" onClick={() => views.setState({ dialog: 'protect' })}>
          {t('signIn.protect.open')}
        </button>
      }
    >
      {t('signIn.protect.banner')}
    </MessageBar>
  );
}
