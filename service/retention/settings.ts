/** For how long things are kept that would grow for ever: flags, defaults and their least. */
import { InvalidArgumentError, type Command } from 'commander';

export interface RetentionSettings {
  /** Expired events with their receipts, and what was submitted. */
  readonly keepDays: number;
  /** The audit log; null: for ever. */
  readonly keepAuditDays: number | null;
}

export interface RetentionFlags {
  readonly keepDays: number;
  /** 0: for ever. */
  readonly keepAuditDays: number;
}

/** A year, and time to write its report. */
export const KEEP_DAYS = 400;
/** As long as a device may be away with something in its outbox. */
const LEAST_DAYS = 90;

/** Three years, from one certification to the next (ISO/IEC 27001), and time to be audited. */
export const KEEP_AUDIT_DAYS = 1200;
/** What PCI DSS 10.5.1 asks for: who broke in is often found months later. */
const LEAST_AUDIT_DAYS = 365;
const FOR_EVER = 0;

export function addRetentionFlags(command: Command): Command {
  return command
    .option(
      '--keep-days <n>',
      'how long expired events with their receipts, and what people sent, are known',
      days,
      KEEP_DAYS,
    )
    .option(
      '--keep-audit-days <n>',
      `how long the audit log is kept, ${String(LEAST_AUDIT_DAYS)} days and --keep-days at least; 0: for ever`,
      auditDays,
      KEEP_AUDIT_DAYS,
    );
}

/** `refuse` ends the program: what is still shown must not be without what says who did it. */
export function retentionSettings(
  { keepDays, keepAuditDays }: RetentionFlags,
  refuse: (message: string) => never,
): RetentionSettings {
  if (keepAuditDays === FOR_EVER) return { keepDays, keepAuditDays: null };
  if (keepAuditDays < keepDays)
    refuse(`error: --keep-audit-days is not less than --keep-days, which is ${String(keepDays)}`);
  return { keepDays, keepAuditDays };
}

function days(text: string): number {
  return wholeDays(text, LEAST_DAYS);
}

function auditDays(text: string): number {
  return Number(text) === FOR_EVER ? FOR_EVER : wholeDays(text, LEAST_AUDIT_DAYS);
}

function wholeDays(text: string, least: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least)
    throw new InvalidArgumentError(`is a whole number of days, ${String(least)} at least.`);
  return count;
}
