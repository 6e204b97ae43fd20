/** What the shell tells the window beside the device's snapshot. */
import type { Settings, ShellNote, ShellView } from '../../shared/bridge/settings.ts';

/** What does not change while the app runs. */
export type FixedShellView = Pick<ShellView, 'organisation' | 'demo' | 'appVersion' | 'platform' | 'locale'>;

export interface ShellConditions {
  readonly settings: () => Settings;
  readonly darkTheme: () => boolean;
  readonly highContrast: () => boolean;
  readonly notes: () => readonly ShellNote[];
  readonly offer: () => Pick<ShellView, 'offeredServiceUrl' | 'offeredEmail' | 'offerId' | 'enrolment'>;
  readonly notifications: () => ShellView['notifications'];
  readonly tray: () => boolean;
}

export interface ShellViewSource {
  readonly view: () => ShellView;
  /** Reads the conditions again and tells. */
  readonly refresh: () => void;
  readonly goTo: (place: NonNullable<ShellView['goTo']>['place'], noticeId: string | null) => void;
  readonly setMaximised: (maximised: boolean) => void;
  readonly setDeviceProblem: (problem: string | null) => void;
}

export function createShellView(
  fixed: FixedShellView,
  conditions: ShellConditions,
  changed: (view: ShellView) => void,
): ShellViewSource {
  let goTo: ShellView['goTo'] = null;
  let deviceProblem: string | null = null;
  let maximised = false;
  const view = (): ShellView => ({
    ...fixed,
    settings: conditions.settings(),
    darkTheme: conditions.darkTheme(),
    highContrast: conditions.highContrast(),
    maximised,
    goTo,
    notes: conditions.notes(),
    ...conditions.offer(),
    notifications: conditions.notifications(),
    tray: conditions.tray(),
    deviceProblem,
  });
  const refresh = (): void => {
    changed(view());
  };
  return {
    view,
    refresh,
    goTo(place, noticeId) {
      goTo = { place, noticeId, at: (goTo?.at ?? 0) + 1 };
      refresh();
    },
    setMaximised(now) {
      if (now === maximised) return;
      maximised = now;
      refresh();
    },
    setDeviceProblem(problem) {
      if (problem === deviceProblem) return;
      deviceProblem = problem;
      refresh();
    },
  };
}
