// @ts-check
// A private D-Bus session for a machine without a desktop, so that notifications are the real ones there too.
import { spawn } from 'node:child_process';

/** @typedef {{env: NodeJS.ProcessEnv, stop: () => void}} SessionBus */

/** @type {SessionBus} */
const none = { env: {}, stop: () => undefined };

/**
 * Programs on it see the display in `env`; the bus starts the notification service (dunst) when it is first needed.
 * Without dbus-daemon there is none, and the app says that the system shows no notifications.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SessionBus>}
 */
export function openSessionBus(env) {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=3'], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  process.once('exit', () => bus.kill('SIGTERM'));
  bus.unref();
  return new Promise((resolve) => {
    bus.once('error', () => resolve(none));
    bus.once('exit', () => resolve(none));
    bus.stdio[3]?.once('data', (/** @type {Buffer} */ address) => {
      bus.stdio[3]?.destroy();
      resolve({
        env: { DBUS_SESSION_BUS_ADDRESS: address.toString().trim() },
        stop: () => void bus.kill('SIGTERM'),
      });
    });
  });
}
