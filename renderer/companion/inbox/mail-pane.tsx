/** The list's pane: which mailbox, all or unread, and the messages, or the results while something is searched. */
import { useMemo, type ReactNode } from 'react';
import type { CacheView, DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { ProgressTrack } from '../../ui/progress-track.tsx';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useView } from '../state/companion-context.tsx';
import { SearchResults } from '../search/search-results.tsx';
import { DraftsGroup } from '../compose/drafts-group.tsx';
import { anyGeneration, chosenMailbox } from './chosen-mailbox.ts';
import { dayIn } from './day.ts';
import { groupRows } from './group-rows.ts';
import { ListHead } from './list-head.tsx';
import { MessageList } from './message-list.tsx';
import { useMailPages } from './use-mail-pages.ts';
import './inbox.css';

interface MailPaneProps {
  readonly device: DeviceSnapshot;
  readonly nowMs: number;
}

export function MailPane({ device, nowMs }: MailPaneProps) {
  return <section className="pane inbox">{paneContent(device, nowMs, useIsSearching())}</section>;
}

function useIsSearching(): boolean {
  return useView((view) => view.searchText.trim() !== '');
}

function paneContent(device: DeviceSnapshot, nowMs: number, searching: boolean): ReactNode {
  if (device.cache.state === 'off') {
    return (
      <>
        <ListHead delegated={[]} />
        <EmptyMailbox device={device} cache={device.cache} />
      </>
    );
  }
  return searching ? (
    <SearchResults generation={anyGeneration(device)} nowMs={nowMs} />
  ) : (
    <Mailbox device={device} nowMs={nowMs} />
  );
}

function Mailbox({ device, nowMs }: MailPaneProps) {
  const t = useText();
  const formats = useFormats();
  const chosen = useView((view) => chosenMailbox(device.delegated, view.accountId));
  const cache = chosen?.cache ?? device.cache;
  const { listing, reach } = useMailPages(
    chosen?.accountId ?? null,
    cache.state === 'off' ? 0 : cache.generation,
  );
  const mailbox = useView((view) => view.mailbox);
  const outageSince = device.mode.participating[0]?.start ?? null;
  const today = dayIn(nowMs);
  const rows = listing.state === 'listed' ? listing.rows : null;
  const total = listing.state === 'listed' ? listing.total : 0;
  const entries = useMemo(
    () => (rows === null ? [] : groupRows(rows, total, { outageSince, dayOf: dayIn, today })),
    [rows, total, outageSince, today],
  );
  return (
    <>
      <ListHead delegated={device.delegated} />
      <DraftsGroup drafts={device.outbox.drafts} />
      {listing.state === 'failed' && (
        <div className="inbox__problem">
          <MessageBar tone="bad" role="alert">
            {t('mail.listFailed', { problem: callProblemWords(listing.problem, t, formats) })}
          </MessageBar>
        </div>
      )}
      {listing.state === 'listed' && entries.length === 0 && <EmptyMailbox device={device} cache={cache} />}
      {entries.length > 0 && (
        <MessageList
          label={mailbox === 'inbox' ? t('mail.inbox') : t('mail.sent')}
          entries={entries}
          total={total}
          loaded={rows?.length ?? 0}
          onReach={reach}
          nowMs={nowMs}
        />
      )}
    </>
  );
}

interface EmptyMailboxProps {
  readonly device: DeviceSnapshot;
  /** The one that is looked at. */
  readonly cache: CacheView;
}

function EmptyMailbox({ device, cache }: EmptyMailboxProps) {
  const t = useText();
  const mailbox = useView((view) => view.mailbox);
  const unreadOnly = useView((view) => view.unreadOnly);
  if (cache.state === 'off') {
    const text = device.profile.cachedMode ? t('mail.empty.restrictedText') : t('mail.empty.offText');
    return (
      <EmptyState icon="inbox" title={t('mail.empty.offTitle')}>
        {text}
      </EmptyState>
    );
  }
  if (unreadOnly) {
    return (
      <EmptyState icon="tick" title={t('mail.empty.unreadTitle')}>
        {t('mail.empty.unreadText')}
      </EmptyState>
    );
  }
  if (cache.state !== 'complete') {
    return <FillingMailbox cache={cache} />;
  }
  const kind = mailbox === 'sent' ? 'sent' : 'none';
  return (
    <EmptyState icon="inbox" title={t(`mail.empty.${kind}Title`)}>
      {t(`mail.empty.${kind}Text`)}
    </EmptyState>
  );
}

function FillingMailbox({ cache }: { readonly cache: Exclude<CacheView, { state: 'off' }> }) {
  const t = useText();
  const { messages, expected } = cache;
  return (
    <EmptyState
      icon="hourglass"
      title={t('mail.empty.fillingTitle')}
      action={
        expected !== null && (
          <div className="inbox__progress">
            <ProgressTrack label={t('mail.empty.fillingTitle')} done={messages} total={expected} />
          </div>
        )
      }
    >
      {t('mail.empty.fillingText')}
    </EmptyState>
  );
}
