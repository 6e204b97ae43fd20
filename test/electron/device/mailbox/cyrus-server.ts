/** Cyrus IMAP of Debian, serving JMAP from a folder of its own; somebody else's server, for our device to run against. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../../../free-port.ts';

const PROGRAMS = '/usr/lib/cyrus/bin';

/** Its master starts as root and becomes another user. */
export const cyrusIsThere =
  existsSync(`${PROGRAMS}/master`) && existsSync(`${PROGRAMS}/httpd`) && process.getuid?.() === 0;

export interface Cyrus {
  readonly url: string;
  readonly accountId: string;
  /** Instead of our Bearer token. */
  readonly authorization: string;
}

/** The person of the scripted service; an account of Cyrus is named as its user. */
const [USER, PASSWORD] = ['person-1', 'secret'];
const FOLDERS = [
  'conf',
  'conf/db',
  'conf/lock',
  'conf/log',
  'conf/msg',
  'conf/proc',
  'conf/quota',
  'conf/socket',
  'conf/user',
  'spool',
];

/** `smtpPort`: where it hands on what is sent; without one it sends nothing. */
export async function startCyrus(smtpPort: number | null = null): Promise<Cyrus> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cyrus-'));
  for (const name of FOLDERS) mkdirSync(path.join(folder, name));
  const [http, imap] = [await freePort(), await freePort()];
  const config = path.join(folder, 'imapd.conf');
  writeFileSync(config, settings(folder, smtpPort));
  writeFileSync(path.join(folder, 'cyrus.conf'), services(config, http, imap));
  await trustEverybody(path.join(folder, 'mux'));
  spawnSync('chown', ['-R', 'cyrus:mail', folder]);
  const master = spawn(
    `${PROGRAMS}/master`,
    ['-C', config, '-M', path.join(folder, 'cyrus.conf'), '-p', path.join(folder, 'pid')],
    // Ending, it ends every process of its group that it may: another test's Cyrus is in ours.
    { stdio: 'ignore', detached: true },
  );
  onTestFinished(async () => {
    master.kill('SIGTERM');
    await once(master, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  // The first sign-in by IMAP makes the mailbox; JMAP alone does not.
  await expect.poll(() => signIn(imap)).toBe(true);
  const authorization = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
  return { url: `http://127.0.0.1:${String(http)}`, accountId: USER, authorization };
}

function settings(folder: string, smtpPort: number | null): string {
  return [
    `configdirectory: ${folder}/conf`,
    `partition-default: ${folder}/spool`,
    'defaultpartition: default',
    'sasl_pwcheck_method: saslauthd',
    `sasl_saslauthd_path: ${folder}/mux`,
    'sasl_mech_list: PLAIN',
    'allowplaintext: yes',
    'httpmodules: jmap',
    'conversations: yes',
    'autocreate_quota: 0',
    'autocreate_inbox_folders: Drafts|Sent',
    'xlist-Drafts: Drafts',
    'xlist-Sent: Sent',
    ...(smtpPort === null ? [] : ['smtp_backend: host', `smtp_host: 127.0.0.1:${String(smtpPort)}`]),
    '',
  ].join('\n');
}

function services(config: string, http: number, imap: number): string {
  const service = (name: string, program: string, port: number): string =>
    `  ${name} cmd="${PROGRAMS}/${program} -C ${config}" listen="127.0.0.1:${String(port)}" prefork=0`;
  const start = `START {\n  recover cmd="${PROGRAMS}/ctl_cyrusdb -C ${config} -r"\n}`;
  return `${start}\nSERVICES {\n${service('http', 'httpd', http)}\n${service('imap', 'imapd', imap)}\n}\nEVENTS {\n}\n`;
}

/** Speaks as saslauthd does: four counted words in, one counted word out. */
async function trustEverybody(socketPath: string): Promise<void> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.from('\0\x02OK')));
  });
  server.listen(socketPath);
  await once(server, 'listening');
  chmodSync(socketPath, 0o777);
  onTestFinished(() => void server.close());
}

function signIn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (text.startsWith('* OK') && !text.includes('\na ')) socket.write(`a LOGIN ${USER} ${PASSWORD}\r\n`);
      if (/^a OK/mu.test(text)) socket.end('b LOGOUT\r\n');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(/^a OK/mu.test(text)));
  });
}
