/** Connections to the next servers, kept for a while, because a greeting and TLS cost more than a message. */
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { serverName, type NextServer } from './routing.ts';

export interface ConnectionPool {
  /** Rejects when the server cannot be reached, greets with anything but 220, or refuses TLS or the sign-in. */
  readonly take: (server: NextServer) => Promise<SMTPConnection>;
  readonly giveBack: (server: NextServer, connection: SMTPConnection) => void;
  /** Ends all of them, those that are in use too. */
  readonly close: () => void;
}

export interface PoolOptions {
  /** As we call ourselves. */
  readonly name: string;
  readonly password: string | null;
  /** Whom servers are checked by; null: Node's own. */
  readonly authorities: readonly string[] | null;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  readonly timeouts?: Partial<typeof TIMEOUTS>;
}

/** RFC 5321 section 4.5.3.2, but for connecting: a server that takes a minute to accept is down. */
const TIMEOUTS = {
  connectMs: 30 * SECOND_MS,
  greetingMs: 5 * MINUTE_MS,
  /** Of silence, the ten minutes after the final dot included: hanging up earlier makes duplicates. */
  silenceMs: 10 * MINUTE_MS,
};

/** Servers hang up on idle clients after minutes; before that we do. */
const IDLE_MS = 20 * SECOND_MS;

interface Idle {
  readonly connection: SMTPConnection;
  readonly stopTimer: Stop;
}

export function createConnectionPool(options: PoolOptions): ConnectionPool {
  const idle = new Map<string, Idle[]>();
  const busy = new Set<SMTPConnection>();
  const use = (connection: SMTPConnection): SMTPConnection => {
    busy.add(connection);
    connection.once('end', () => busy.delete(connection));
    return connection;
  };
  const forget = (key: string, connection: SMTPConnection): void => {
    const kept = idle.get(key)?.filter((one) => one.connection !== connection) ?? [];
    if (kept.length === 0) idle.delete(key);
    else idle.set(key, kept);
  };
  return {
    async take(server) {
      const key = serverName(server);
      for (let one = idle.get(key)?.pop(); one !== undefined; one = idle.get(key)?.pop()) {
        one.stopTimer();
        if (!one.connection.destroyed) return use(one.connection);
      }
      return use(await connect(server, options));
    },
    giveBack(server, connection) {
      busy.delete(connection);
      const key = serverName(server);
      const stopTimer = options.schedule(IDLE_MS, () => {
        forget(key, connection);
        connection.quit();
      });
      idle.set(key, [...(idle.get(key) ?? []), { connection, stopTimer }]);
    },
    close() {
      for (const { connection, stopTimer } of [...idle.values()].flat()) {
        stopTimer();
        connection.quit();
      }
      idle.clear();
      for (const connection of [...busy]) connection.close();
    },
  };
}

function connect(server: NextServer, options: PoolOptions): Promise<SMTPConnection> {
  const { name, password, authorities, timeouts } = options;
  const { connectMs, greetingMs, silenceMs } = { ...TIMEOUTS, ...timeouts };
  const isVerified = server.scheme !== 'smtp';
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    name,
    secure: server.scheme === 'smtps',
    requireTLS: server.scheme === 'smtp+starttls',
    opportunisticTLS: !isVerified,
    // Without a certificate to trust, encryption still keeps out whoever only listens (RFC 7435).
    tls: { rejectUnauthorized: isVerified, ...(authorities === null ? {} : { ca: [...authorities] }) },
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: silenceMs,
  });
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => {
      connection.close();
      reject(error);
    };
    connection.once('error', failed);
    connection.connect((error) => {
      if (error) return failed(error);
      const ready = (problem: Error | null): void => {
        if (problem !== null) return failed(problem);
        connection.off('error', failed);
        resolve(connection);
      };
      if (server.user === null) ready(null);
      else connection.login({ credentials: { user: server.user, pass: password ?? '' } }, ready);
    });
  });
}
