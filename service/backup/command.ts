/** `service backup`: its flags, and what it says (interfaces 1: exit code 0 fine, 1 failed, 2 bad usage). */
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { backup, type BackupPlan } from './backup.ts';

const RESTORING = `
It may run while the service does. Restoring: start the service on a copy of that folder. It begins a new epoch, so that every
device gets the restored truth; mail that was accepted later, and what was administered later, is not in it.`;

const OK = 0;
const FAILED = 1;
const BAD_USAGE = 2;

/** Resolves with the exit code. */
export async function runBackup(
  argv: readonly string[],
  defaultData: string,
  say: (line: string, to: 'out' | 'error') => void,
): Promise<number> {
  let plan: BackupPlan;
  try {
    plan = readPlan(argv, defaultData);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : BAD_USAGE;
    throw error;
  }
  try {
    const { messages, auditEntries, auditIntact, bytes } = await backup(plan);
    const audit = auditIntact ? 'intact' : 'NOT INTACT, as it was: see its verification';
    say(
      `${plan.target}: ${String(messages)} messages, a database of ${String(bytes)} bytes, ${String(auditEntries)} entries of the audit log (${audit})`,
      'out',
    );
    return OK;
  } catch (error) {
    say(`no backup was made: ${error instanceof Error ? error.message : String(error)}`, 'error');
    return FAILED;
  }
}

function readPlan(argv: readonly string[], defaultData: string): BackupPlan {
  const command = new Command('service backup')
    .description(
      'Copies the data folder, whole as of one instant, into a folder that a service can start on.',
    )
    .option('--data <dir>', 'data folder', defaultData)
    .requiredOption('--to <dir>', 'the folder to make; one that exists is refused')
    .addHelpText('after', RESTORING)
    .exitOverride();
  const { data, to } = command
    .parse(argv, { from: 'user' })
    .opts<{ readonly data: string; readonly to: string }>();
  return { dataFolder: path.resolve(data), target: path.resolve(to) };
}
