/** Launches the control service: settings, signals, the ready file (interfaces 1). */
import { homedir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { destination, pino, type Logger } from 'pino';
import { armCrashPoint } from '../shared/lib/crash-point.ts';
import { systemClock } from './clock/world-clock.ts';
import { runBackup } from './backup/command.ts';
import { defaultDataFolder, readConfig, type Environment, type ServiceConfig } from './config.ts';
import { writeReadyFile } from './ready-file.ts';
import type { Service } from './service.ts';
import { systemChance } from './storage/chance.ts';
import { StorageError } from './storage/storage-error.ts';

const FAILED = 1;

const environment: Environment = {
  platform: process.platform,
  homeFolder: homedir(),
  variables: process.env,
};

/** To standard error: standard output stays free for what a person asked for. */
function createLog(): Logger {
  const redact = ['authorization', 'password', 'token', 'adminToken', 'signature'].flatMap((name) => [
    name,
    `*.${name}`,
    `req.headers.${name}`,
  ]);
  return pino({ redact: [...new Set(redact)] }, destination({ dest: 2, sync: true }));
}

function settings(): ServiceConfig {
  try {
    return readConfig(process.argv.slice(2), environment);
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode);
    throw error;
  }
}

async function launch(config: ServiceConfig, log: Logger): Promise<Service> {
  // Loaded when the flags are known to be good: help and a mistyped flag need not wait for a whole server.
  const { startService } = await import('./service.ts');
  const service = await startService(config, {
    clock: systemClock,
    chance: systemChance,
    log,
    crashPoint: armCrashPoint(process.env['CONTINUITY_CRASH_AT'], () => {
      process.kill(process.pid, 'SIGKILL');
    }),
    consoleFolder: path.join(import.meta.dirname, '..', 'dist-console'),
  });
  const { httpUrl, smtp, adminToken } = service;
  if (config.readyFile !== null)
    writeReadyFile(config.readyFile, { pid: process.pid, httpUrl, smtp, adminToken });
  log.info({ httpUrl, smtp, dataFolder: config.dataFolder, lab: config.lab }, 'the control service listens');
  return service;
}

/** Once, however often the signal comes; a start under way is let finish first. */
function stopOnSignal(starting: Promise<Service>, log: Logger): void {
  let stopping: Promise<void> | null = null;
  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'draining');
    stopping ??= starting.then((service) => service.stop()).then(() => process.exit(0));
    stopping.catch((error: unknown) => {
      fail(error, log);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(error: unknown, log: Logger): void {
  if (error instanceof StorageError) log.fatal(error.message);
  else log.fatal({ err: error }, 'the control service cannot run');
  process.exit(FAILED);
}

/** Whatever makes a file, it is this user's alone. */
const PRIVATE_UMASK = 0o077;
process.umask(PRIVATE_UMASK);

function serve(): void {
  const log = createLog();
  const starting = launch(settings(), log);
  stopOnSignal(starting, log);
  starting.catch((error: unknown) => {
    fail(error, log);
  });
}

const [command, ...flags] = process.argv.slice(2);
if (command === 'backup')
  process.exitCode = await runBackup(flags, defaultDataFolder(environment), (line, to) => {
    process[to === 'out' ? 'stdout' : 'stderr'].write(`${line}\n`);
  });
else serve();
