/** A gateway in a process of its own, to be killed: prints its port, and dies where `CRASH_AT` says. */
import path from 'node:path';
import { createGateway } from '../../../service/gateway/gateway.ts';
import { createMailboxes } from '../../../service/mailbox/mailboxes.ts';
import { createMessageFiles } from '../../../service/mailbox/message-files.ts';
import { openNodeDisk } from '../../../service/mailbox/node-disk.ts';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import { openDatabase } from '../../../service/storage/open-database.ts';
import { openWriting } from '../../../service/storage/writing.ts';
import { fakeOutbound } from '../mailbox/fake-outbound.ts';

const [folder = '', crashAt = ''] = process.argv.slice(2);
const { db } = await openDatabase(folder, MIGRATIONS);
const files = createMessageFiles(openNodeDisk(path.join(folder, 'mail')));
const clock = {
  nowMs: () => Date.now(),
  settledMs: () => Date.now(),
  schedule: (delayMs: number, run: () => void) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
const failed = (error: unknown): void => console.error(error);
let counter = 0;
const newId = (): string => `M${Date.now().toString(36)}-${String(process.pid)}-${String((counter += 1))}`;
const { writePath } = await openWriting({
  ...{ db, failed, nowMs: clock.nowMs },
  crashPoint: () => undefined,
  mark: () => undefined,
});
const mailboxes = createMailboxes({
  ...{ db, files, clock, failed, newId, writePath },
  outbound: fakeOutbound(),
  uploadDisk: openNodeDisk(path.join(folder, 'uploads')),
});
const gateway = createGateway(
  {
    files,
    failed,
    newId,
    recipients: { resolve: async () => ({ kind: 'person', userId: 'katharina' }) },
    nowMs: clock.nowMs,
    schedule: clock.schedule,
    accepted: mailboxes.accepted,
    crashPoint: (name) => {
      if (name === crashAt) process.kill(process.pid, 'SIGKILL');
    },
  },
  { serverName: 'mx.northwind.example' },
);
await mailboxes.start();
const { port } = await gateway.listen('127.0.0.1', 0);
console.log(port);
