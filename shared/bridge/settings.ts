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

export type OrganisationRule = 'not-an-object' | 'unreadable' | 'address' | 'path' | 'hint' | 'switch';

/** What the organisation has set, and the person cannot change. */
export interface OrganisationView {
  readonly service: string | null;
  readonly openAtLogin: boolean | null;
  /** Added to a name that is typed without one. */
  readonly emailDomain: string | null;
}

/** A link asks to enrol the device. */
export interface EnrolQuestion {
  readonly id: number;
  readonly serviceUrl: string;
  /** Host in ASCII, with port and path. */
  readonly shownService: string;
  readonly email: string | null;
}

/** Something about this start that is not in the way of working, and that somebody can mend. */
export interface ShellNote {
  readonly kind:
    /** They were no settings: kept under this name, and begun anew. */
    | 'settings-set-aside'
    /** They are closed to this user: the defaults hold. */
    | 'settings-unreadable'
    /** What is changed holds until the app closes. */
    | 'settings-not-kept'
    /** Something that the organisation has set is wrong, and left out. */
    | 'organisation';
  /** The file, or the policy. */
  readonly place: string;
  /** Of the organisation's settings: which one, and the rule that it breaks. */
  readonly broken: { readonly field: string | null; readonly rule: OrganisationRule } | null;
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
  /** The address of who may sign in here. */
  readonly offeredEmail: string | null;
  /** The link that the person agreed to last; 0: none. What it offers comes before what was used last. */
  readonly offerId: number;
  readonly organisation: OrganisationView;
  readonly enrolment: EnrolQuestion | null;
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
