/** What the Status page says of each item: a title, a short fact, a longer help, and the button that mends it. */
import type { TFunction } from 'i18next';
import { toMs, type Instant } from '../../../shared/domain/instant.ts';
import { asksWho } from '../../../shared/domain/network-failure.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import type { Formats } from '../../text/formats.ts';
import { linkProblemWords, problemWords } from '../../text/problem-words.ts';
import type { ChecklistItem } from './checklist.ts';

export type Remedy = 'protect' | 'proxy' | 'retry' | 'cached-mode' | 'resume-notifications';

export interface ItemWords {
  readonly title: string;
  readonly detail: string;
  readonly help: string;
  readonly action: { readonly remedy: Remedy; readonly label: string } | null;
}

export interface Known {
  readonly device: DeviceSnapshot;
  readonly shell: ShellView;
  readonly nowMs: number;
  readonly t: TFunction;
  readonly formats: Formats;
}

const PREFIX = 'status.items';

export function itemWords(item: ChecklistItem, known: Known): ItemWords {
  switch (item.id) {
    case 'signed-in':
      return fine(known, 'signed-in', sessionOf(known.device)?.person.email ?? '');
    case 'registered':
      return item.finding === 'ok' ? registeredWords(known) : memoryWords(known);
    case 'linked':
      return linkedWords(item.finding, known);
    case 'group':
      return groupWords(item.finding, known);
    case 'permission':
      return permissionWords(item.finding, known);
    case 'cached-mode':
      return cachedModeWords(item.finding, known);
    case 'cache':
      return cacheWords(item.finding, known);
    case 'notifications':
      return notificationsWords(item.finding, known);
  }
}

type Of<Id extends ChecklistItem['id']> = Extract<ChecklistItem, { id: Id }>['finding'];

function sessionOf({ session }: DeviceSnapshot) {
  return session.state === 'signed-in' ? session : null;
}

function fine({ t }: Known, id: 'signed-in', detail: string): ItemWords {
  return { title: t(`${PREFIX}.${id}.title`), detail, help: t(`${PREFIX}.${id}.help`), action: null };
}

function dayTime({ formats, nowMs }: Known, at: Instant): string {
  return formats.dayTime(toMs(at), nowMs);
}

function registeredWords({ device, t, formats, nowMs }: Known): ItemWords {
  const session = sessionOf(device);
  const date = session === null ? '' : formats.date(toMs(session.registeredAt), nowMs);
  const protection = t(`status.protection.${session?.protection ?? 'memory'}`);
  return {
    title: t(`${PREFIX}.registered.title`),
    detail: t(`${PREFIX}.registered.detail`, { device: session?.deviceName ?? '', date }),
    help: t(`${PREFIX}.registered.help`, { protection }),
    action: null,
  };
}

function memoryWords({ t }: Known): ItemWords {
  return {
    title: t(`${PREFIX}.registered.memoryTitle`),
    detail: t(`${PREFIX}.registered.memoryDetail`),
    help: t(`${PREFIX}.registered.memoryHelp`),
    action: { remedy: 'protect', label: t(`${PREFIX}.registered.action`) },
  };
}

function linkedWords(finding: Of<'linked'>, known: Known): ItemWords {
  const { t, device, formats } = known;
  const { lastContactAt, failure } = device.link;
  const problem = linkProblemWords(device.link, t, formats);
  const heard =
    lastContactAt === null
      ? t(`${PREFIX}.linked.neverDetail`)
      : t(`${PREFIX}.linked.detail`, { time: dayTime(known, lastContactAt) });
  const retry = asksWho(failure)
    ? ({ remedy: 'proxy', label: t('network.proxy.open') } as const)
    : ({ remedy: 'retry', label: t(`${PREFIX}.linked.action`) } as const);
  if (finding === 'ok') {
    return {
      title: t(`${PREFIX}.linked.title`),
      detail: heard,
      help: t(`${PREFIX}.linked.help`),
      action: null,
    };
  }
  if (finding === 'polling') {
    const help = failure?.kind === 'channel-blocked' ? problem : t(`${PREFIX}.linked.pollingHelp`);
    return { title: t(`${PREFIX}.linked.pollingTitle`), detail: heard, help, action: retry };
  }
  const help = t(`${PREFIX}.linked.lostHelp`, { problem });
  const title =
    finding === 'connecting' ? t('frame.link.panel.connectingTitle') : t(`${PREFIX}.linked.lostTitle`);
  return { title, detail: heard, help, action: finding === 'lost' ? retry : null };
}

function groupWords(finding: Of<'group'>, known: Known): ItemWords {
  const { t, device } = known;
  if (finding === 'none') {
    return {
      title: t(`${PREFIX}.group.noneTitle`),
      detail: '',
      help: t(`${PREFIX}.group.noneHelp`),
      action: null,
    };
  }
  const groups = device.standing?.groups ?? [];
  const [first] = groups;
  const title = t(`${PREFIX}.group.title`);
  if (first === undefined)
    return { title, detail: t('status.notKnown'), help: t('status.notKnown'), action: null };
  const one =
    first.lastSyncAt === null
      ? t(`${PREFIX}.group.detailLocal`, { group: first.name })
      : t(`${PREFIX}.group.detail`, { group: first.name, time: dayTime(known, first.lastSyncAt) });
  const more = groups.length > 1 ? t(`${PREFIX}.group.more`, { count: groups.length - 1 }) : '';
  const help = t(`${PREFIX}.group.help`, { groups: groups.map(({ name }) => name).join(', ') });
  return { title, detail: [one, more].join(' ').trim(), help, action: null };
}

function permissionWords(finding: Of<'permission'>, { t }: Known): ItemWords {
  const title = t(`${PREFIX}.permission.title`);
  const help = t(`${PREFIX}.permission.help`);
  if (finding === 'ok') return { title, detail: t(`${PREFIX}.permission.detail`), help, action: null };
  if (finding === 'unknown')
    return { title, detail: t('status.notKnown'), help: t('status.notKnown'), action: null };
  return {
    title: t(`${PREFIX}.permission.noTitle`),
    detail: t(`${PREFIX}.permission.noDetail`),
    help: t(`${PREFIX}.permission.noHelp`),
    action: null,
  };
}

function cachedModeWords(finding: Of<'cached-mode'>, known: Known): ItemWords {
  const { t, device } = known;
  const words = `${PREFIX}.cached-mode` as const;
  if (finding === 'ok') {
    return {
      title: t(`${words}.title`),
      detail: t(`${words}.detail`),
      help: t(`${words}.help`),
      action: null,
    };
  }
  const { changedAt } = device.profile;
  return {
    title: t(`${words}.offTitle`),
    detail:
      changedAt === null
        ? t(`${words}.offDetailPlain`)
        : t(`${words}.offDetail`, { time: dayTime(known, changedAt) }),
    help: t(`${words}.offHelp`),
    action: { remedy: 'cached-mode', label: t(`${words}.action`) },
  };
}

function cacheWords(finding: Of<'cache'>, known: Known): ItemWords {
  const { t, device, formats, nowMs } = known;
  const words = `${PREFIX}.cache` as const;
  const { cache } = device;
  if (cache.state === 'off') {
    const kind = finding === 'restricted' ? 'restricted' : 'off';
    return {
      title: kind === 'off' ? t(`${words}.title`) : t(`${words}.restrictedTitle`),
      detail: t(`${words}.${kind}Detail`),
      help: t(`${words}.${kind}Help`),
      action: null,
    };
  }
  const have = formats.number(cache.messages);
  const soFar =
    cache.expected === null
      ? t(`${words}.syncingDetailUnknown`, { have })
      : t(`${words}.syncingDetail`, { have, expected: formats.number(cache.expected) });
  if (cache.problem !== null && cache.state !== 'complete') {
    return {
      title: t(`${words}.problemTitle`),
      detail: soFar,
      help: problemWords(cache.problem, t),
      action: null,
    };
  }
  if (cache.state !== 'complete') {
    return {
      title: t(`${words}.${cache.state}Title`),
      detail: soFar,
      help: t(`${words}.${cache.state}Help`),
      action: null,
    };
  }
  const time = formats.dayTime(cache.completeAt === null ? nowMs : toMs(cache.completeAt), nowMs);
  const detail = t(`${words}.detail`, { count: cache.messages, messages: have, time });
  return { title: t(`${words}.title`), detail, help: t(`${words}.help`), action: null };
}

function notificationsWords(finding: Of<'notifications'>, known: Known): ItemWords {
  const { t, shell } = known;
  const words = `${PREFIX}.notifications` as const;
  if (finding === 'ok') {
    return {
      title: t(`${words}.title`),
      detail: t(`${words}.detail`),
      help: t(`${words}.help`),
      action: null,
    };
  }
  if (finding !== 'paused') {
    return {
      title: t(`${words}.${finding}.title`),
      detail: t(`${words}.${finding}.detail`),
      help: t(`${words}.${finding}.help`),
      action: null,
    };
  }
  const until = shell.settings.notificationsPausedUntil;
  return {
    title: t(`${words}.pausedTitle`),
    detail: until === null ? '' : t(`${words}.pausedDetail`, { time: dayTime(known, until) }),
    help: t(`${words}.pausedHelp`),
    action: { remedy: 'resume-notifications', label: t(`${words}.pausedAction`) },
  };
}
