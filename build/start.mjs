// @ts-check
// npm start: the control service with the demo organisation, and the companion signed in to it.
import { mkdirSync, rmSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { demoAdministrators, demoPerson, startCompanion, withoutSandbox } from './demo/companion-app.mjs';
import { runningService, startControlService } from './demo/control-service.mjs';
import { demoFolders } from './demo/demo-folders.mjs';
import { BuildError, runMain } from './run-command.mjs';
import { setUp } from './setup.mjs';
import { openDisplay } from './virtual-display.mjs';

const usage = `usage: npm start [-- --fresh]

Sets up what is missing, builds what changed, and starts the control service with the demo organisation and the
companion signed in to it. Ctrl+C, or quitting the companion, ends both.

  --fresh  forget the demo's data and begin anew

Exit code 0 when it was ended, 1 if something failed, 2 on bad usage.`;

/** @typedef {import('./demo/control-service.mjs').Ready} Ready */
/** @typedef {import('./demo/logged-process.mjs').LoggedProcess} LoggedProcess */

/** @param {string} line */
const say = (line) => {
  console.log(`[start] ${line}`);
};

/** @param {boolean} fresh */
async function prepareFolders(fresh) {
  const running = await runningService();
  if (running) {
    throw new BuildError(
      `The demo is already running: process ${running.pid}, console at ${running.httpUrl}`,
    );
  }
  if (fresh) rmSync(demoFolders.root, { recursive: true, force: true });
  mkdirSync(demoFolders.root, { recursive: true, mode: 0o700 });
}

/** @param {Ready} ready @param {boolean} virtualDisplay */
function explain(ready, virtualDisplay) {
  say(`console: ${ready.httpUrl}/`);
  say(
    `  sign in as ${demoAdministrators.administrator} (administrator) or ${demoAdministrators.auditor} (auditor),`,
  );
  say(`  both with the password ${demoPerson.password}, or with the token ${ready.adminToken}`);
  say(`mail: SMTP at ${ready.smtp.host}:${ready.smtp.port}; try a message to ${demoPerson.email}`);
  say(`data and logs: ${demoFolders.root}`);
  if (withoutSandbox)
    say("running as root, so without Chromium's sandbox (--no-sandbox); as anyone else it is on");
  if (virtualDisplay) {
    say(
      'there is no display: the window opens on a virtual one (Xvfb), where nobody sees it; the console shows the device',
    );
  }
}

/** @returns {Promise<'interrupted'>} */
function interruption() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => resolve('interrupted'));
    }
  });
}

/**
 * Runs the companion until the person or one of the two processes ends it.
 * @param {{service: LoggedProcess, ready: Ready, executable: string, interrupted: Promise<'interrupted'>}} demo
 * @throws {BuildError} with the end of its log, if a process ended by itself
 */
async function runCompanion({ service, ready, executable, interrupted }) {
  const display = await openDisplay();
  explain(ready, display.virtual);
  const companion = startCompanion({ executable, httpUrl: ready.httpUrl, displayEnv: display.env });
  say(`the companion runs, signed in as ${demoPerson.email}; Ctrl+C ends it`);
  const first = await Promise.race([
    interrupted,
    companion.exited.then((code) => ({ process: companion, code })),
    service.exited.then((code) => ({ process: service, code })),
  ]);
  say('stopping');
  await companion.stop();
  await display.stop();
  if (first === 'interrupted' || (first.process === companion && first.code === 0)) return;
  throw new BuildError(
    `The ${first.process.name} ended by itself with code ${first.code}. The end of its log:\n\n${first.process.logTail()}`,
  );
}

await runMain(async () => {
  const flags = process.argv.slice(2);
  if (flags.includes('--help') || flags.some((flag) => flag !== '--fresh')) {
    console.log(usage);
    return flags.includes('--help') ? 0 : 2;
  }
  const { executable } = await setUp();
  buildAll({ say });
  await prepareFolders(flags.includes('--fresh'));
  const interrupted = interruption();
  say('starting the control service');
  const { service, ready } = await startControlService();
  try {
    await runCompanion({ service, ready, executable, interrupted });
  } finally {
    await service.stop();
    rmSync(demoFolders.readyFile, { force: true });
  }
  return 0;
});
