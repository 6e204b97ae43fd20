/** What the console sends that the service's own schemas do not describe as it does: the form's times are always local. */
import type { CloudPasswordReset } from '../../../shared/domain/continuity-event.ts';

export interface NewEvent {
  readonly description: string;
  readonly affectedGroupId: string;
  readonly outlookContinuity: boolean;
  readonly cloudPasswordReset: CloudPasswordReset;
  readonly timeZone: string;
  /** Absent: now, by the service's clock. */
  readonly start?: { readonly local: string };
  /** null: Eternal. */
  readonly end: { readonly local: string } | null;
  readonly startMessage: string;
  readonly endMessage: string;
}
