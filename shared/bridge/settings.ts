/** Preferences of the app, kept by electron-store; nothing secret. */
import { z } from 'zod';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'de']).default('system'),
  /** OS notifications only; notices in the app always come. */
  notificationsPausedUntil: z.string().nullable().default(null),
  openAtLogin: z.boolean().default(false),
  /** The first time the window is closed it says that the device goes on. */
  toldAboutTray: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Whether the desktop shows notifications: as tried, not as promised. */
export type NotificationsStanding =
  | 'allowed'
  /** Nothing on this desktop shows any. */
  | 'no-server'
  /** The last one was refused. */
  | 'failed';

/** Something about this start that is not in the way of working, and that somebody can mend. */
export interface ShellNote {
  readonly kind:
    /** They were no settings: kept under this name, and begun anew. */
    | 'settings-set-aside'
    /** They are closed to this user: the defaults hold. */
    | 'settings-unreadable'
    /** What is changed holds until the app closes. */
    | 'settings-not-kept';
  /** The file. */
  readonly place: string;
}

/** What the shell knows beside the device: published with every snapshot. */
export interface ShellView {
  readonly settings: Settings;
  readonly darkTheme: boolean;
  readonly highContrast: boolean;
  readonly locale: string;
  readonly notifications: NotificationsStanding;
  /** Whether there is an icon by which a hidden window comes back; without one closing minimises. */
  readonly tray: boolean;
  /** The service to offer at sign-in. */
  readonly offeredServiceUrl: string | null;
  readonly demo: boolean;
  readonly appVersion: string;
  readonly platform: string;
  readonly maximised: boolean;
  /** Navigation asked for from outside the window, as from a clicked notification; `at` tells repeats apart. */
  readonly goTo: {
    readonly place: 'mail' | 'notices' | 'status' | 'settings';
    readonly noticeId: string | null;
    readonly at: number;
  } | null;
  readonly notes: readonly ShellNote[];
  /** Why the device's process is not running, while it is being restarted; null when it runs. */
  readonly deviceProblem: string | null;
}
