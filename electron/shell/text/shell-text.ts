/** What the shell says outside the window's page: tray, notifications, dialogs. The pages' sentences are in renderer/text. */
import type { NoticeKind } from '../../../shared/domain/notice.ts';
import type { Settings } from '../../../shared/bridge/settings.ts';
import type { ProfileTroubleKind } from '../start-up/profile-trouble.ts';
import { german } from './german.ts';
import { english } from './english.ts';
import type { TrayState } from '../tray-state.ts';

export interface ShellText {
  readonly appName: string;
  readonly consoleTitle: string;
  readonly tray: {
    readonly open: string;
    readonly compose: string;
    readonly console: string;
    readonly pauseFor1Hour: string;
    readonly resumeNotifications: string;
    readonly quit: string;
    readonly status: Readonly<Record<TrayState, string>>;
  };
  readonly stillRunning: {
    readonly title: string;
    readonly body: string;
    readonly bodyWithoutTray: string;
    readonly understood: string;
  };
  /** Where the administrator wrote no message. */
  readonly noticeWithoutText: Readonly<Record<NoticeKind, string>>;
  readonly link: {
    readonly question: string;
    readonly leadsTo: (destination: string) => string;
    readonly open: string;
    readonly cancel: string;
  };
  readonly startUp: {
    readonly caption: string;
    readonly close: string;
    readonly trouble: Readonly<
      Record<ProfileTroubleKind, { readonly title: string; readonly advice: string }>
    >;
    readonly where: (place: string, code: string) => string;
    readonly otherComputer: {
      readonly message: (host: string) => string;
      readonly detail: string;
      readonly take: string;
      readonly leave: string;
    };
  };
  readonly save: { readonly title: string; readonly failed: string };
}

/** `locale` is the system's, as a BCP 47 tag. */
export function shellText(language: Settings['language'], locale: string): ShellText {
  const wanted = language === 'system' ? (locale.split('-')[0] ?? '') : language;
  return wanted === 'de' ? german : english;
}
