/** What the parts of the shell share: preferences, words, the pages' session, and what is published to the window. */
import { randomUUID } from 'node:crypto';
import { Notification, app, ipcMain, nativeTheme, safeStorage, type Session } from 'electron';
import { createSnapshotPublisher, type SnapshotPublisher } from '../bridge/publish-snapshots.ts';
import type { SafeStorage } from '../adapters/secret-box/safe-storage.ts';
import type { Log } from '../device/ports.ts';
import type { Lifecycle } from './app-lifecycle.ts';
import { openCompanionSession } from './companion-session.ts';
import { demoPerson } from './demo-sign-in.ts';
import { createMailDocuments, type MailDocuments } from './mail-documents.ts';
import { offerOf, organisationNotes, organisationView } from './organisation/organisation-view.ts';
import type { Organisation } from './organisation/organisation-settings.ts';
import { keepEnrolment, type EnrolmentKeeper } from './enrolment/keep-enrolment.ts';
import { createProxyPasswords, type ProxyPasswords } from './proxy-passwords.ts';
import { createSecretStore } from './secret-store.ts';
import { openSettings, type SettingsStore } from './settings-store.ts';
import { createDesktopStanding, type DesktopStanding } from './desktop/desktop-standing.ts';
import { createShellView, type FixedShellView, type ShellViewSource } from './shell-view.ts';
import { shellText, type ShellText } from './text/shell-text.ts';
import { after } from './timers.ts';

/** Where the build has put the app's parts. */
export interface AppPlaces {
  readonly preloadFile: string;
  readonly deviceProcessFile: string;
  readonly pagesFolder: string;
  readonly iconFolder: string;
}

export interface ShellStart {
  readonly hidden: boolean;
  readonly places: AppPlaces;
  /** Whose names pages can look up: of the service, for its console. */
  readonly consoleHosts: readonly string[];
  readonly organisation: Organisation;
  /** The command line of this start, which may hold a link. */
  readonly argv: readonly string[];
  readonly lifecycle: Lifecycle;
  readonly log: Log;
}

export interface ShellGround extends ShellStart {
  readonly settings: SettingsStore;
  readonly text: () => ShellText;
  readonly session: Session;
  readonly secrets: SafeStorage;
  readonly passwords: ProxyPasswords;
  readonly documents: MailDocuments;
  readonly publisher: SnapshotPublisher;
  readonly view: ShellViewSource;
  readonly desktop: DesktopStanding;
  readonly enrolment: EnrolmentKeeper;
}

export function layGround(start: ShellStart): ShellGround {
  const settings = openSettings(app.getPath('userData'), ipcMain, start.log);
  const documents = createMailDocuments(randomUUID);
  const session = openCompanionSession(start.places.pagesFolder, documents, start.log);
  const secrets = createSecretStore(safeStorage, process.platform);
  const passwords = createProxyPasswords(app.getPath('userData'), secrets, start.log);
  const text = (): ShellText => shellText(settings.current().language, app.getLocale());
  const desktop = openDesktop(start.lifecycle);
  const enrolment = keepEnrolment({ nowMs: Date.now, changed: () => view.refresh(), log: start.log });
  const view = createShellView(
    fixedView(start.organisation),
    {
      settings: settings.current,
      darkTheme: () => nativeTheme.shouldUseDarkColors,
      highContrast: () => nativeTheme.shouldUseHighContrastColors,
      notes: () => [...settings.notes(), ...organisationNotes(start.organisation)],
      offer: () => offerOf(enrolment.current(), start.organisation, process.env['CONTINUITY_SERVICE']),
      notifications: desktop.notifications,
      tray: desktop.hasTray,
    },
    (shell) => publisher.setShell(shell),
  );
  const publisher = createSnapshotPublisher({ device: null, shell: view.view() }, after);
  desktop.onChange(view.refresh);
  return {
    ...start,
    settings,
    text,
    session,
    secrets,
    passwords,
    documents,
    publisher,
    view,
    desktop,
    enrolment,
  };
}

function openDesktop(lifecycle: Lifecycle): DesktopStanding {
  const desktop = createDesktopStanding({
    supported: () => Notification.isSupported(),
    platform: process.platform,
    env: process.env,
    after,
  });
  lifecycle.keep({ name: 'desktop', stop: async () => desktop.stop() });
  return desktop;
}

function fixedView(organisation: Organisation): FixedShellView {
  return {
    organisation: organisationView(organisation),
    demo: demoPerson(process.env, app.isPackaged) !== null,
    appVersion: app.getVersion(),
    platform: process.platform,
    locale: app.getLocale(),
  };
}
