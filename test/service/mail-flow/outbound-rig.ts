/** Mail flow alone over a real database and real files, for what no route of the service does yet: people who send. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { createMailFlow, type MailFlow, type MailFlowNeeds } from '../../../service/mail-flow/mail-flow.ts';
import type { Submission } from '../../../service/mail-flow/ports.ts';
import type { MailRoutes } from '../../../service/mail-flow/routing.ts';
import { createMailboxes, type Mailboxes } from '../../../service/mailbox/mailboxes.ts';
import { createMessageFiles, type MessageFiles } from '../../../service/mailbox/message-files.ts';
import { openNodeDisk } from '../../../service/mailbox/node-disk.ts';
import { onTestFinished } from 'vitest';
import { openCore, type CoreRig } from '../core-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { FaultySink } from './faulty-sink.ts';
import { storeMessage } from '../../../service/mail-flow/intake.ts';

export interface OutboundRig {
  readonly core: CoreRig;
  readonly flow: MailFlow;
  readonly mailboxes: Mailboxes;
  readonly files: MessageFiles;
  readonly failures: unknown[];
  /** Stores a message as a draft of that person, and resolves with its id. */
  readonly draft: (id: string, accountId: string, raw: string) => Promise<string>;
  readonly submit: (
    submission: Partial<Submission> & Pick<Submission, 'messageId' | 'envelope'>,
  ) => Promise<void>;
  readonly advance: (ms: number) => void;
}

const SERVER_NAME = 'mx.example.com';

export function smartHost({ port }: Pick<FaultySink, 'port'>): MailRoutes {
  const server = { host: '127.0.0.1', port, scheme: 'smtp', user: null } as const;
  return { primaries: new Map(), outbound: { kind: 'smart-host', server } };
}

export async function openOutbound(
  routes: MailRoutes,
  more: Partial<Pick<MailFlowNeeds, 'mx' | 'signingKeys' | 'timeouts' | 'uniform'>> = {},
): Promise<OutboundRig> {
  const core = await openCore();
  const files = createMessageFiles(openNodeDisk(path.join(core.folder, 'mail')));
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const schedule = (delayMs: number, run: () => void) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  };
  const nowMs = (): number => core.clock.nowMs;
  const clock = { nowMs, settledMs: nowMs, monotonicMs: () => performance.now(), schedule };
  const flow = createMailFlow({
    ...{ db: core.db, files, clock, routes, failed, signingKeys: [], password: null, authorities: null },
    ...{ recipients: core.core.recipients, serverName: SERVER_NAME, serviceId: 'service-1' },
    ...{
      releasePerMinute: 6000,
      uniform: Math.random,
      crashPoint: () => undefined,
      changed: () => undefined,
    },
    accepted: (id) => mailboxes.accepted(id),
    ...more,
  });
  const forwarding = flow.forwarding;
  const mailboxes: Mailboxes = createMailboxes({
    ...{
      db: core.db,
      writePath: core.core.writePath,
      files,
      clock,
      failed,
      forwarding,
      outbound: flow.outbound,
    },
    uploadDisk: openNodeDisk(temporaryFolder()),
    newId: () => `M${randomUUID().replaceAll('-', '')}`,
  });
  await mailboxes.start();
  await flow.start({ look: () => Promise.resolve(Infinity) });
  onTestFinished(async () => {
    await flow.stop();
    await mailboxes.stop();
    await core.close();
  });
  return {
    ...{ core, flow, mailboxes, files, failures },
    async draft(id, accountId, raw) {
      const envelope = {
        version: 1,
        id,
        receivedAt: new Date(core.clock.nowMs).toISOString(),
        sender: '',
      } as const;
      await storeMessage(
        files,
        { ...envelope, deliveries: [], sentBy: accountId, traceBytes: 0 },
        Buffer.from(raw),
      );
      mailboxes.accepted(id);
      await mailboxes.idle();
      return id;
    },
    async submit(submission) {
      const whole = {
        submissionId: `of ${submission.messageId}`,
        accountId: 'nobody',
        sendAt: null,
        ...submission,
      };
      await core.db.transaction().execute((db) => flow.outbound.submit(db, whole));
      flow.outbound.wake();
    },
    advance(ms) {
      core.clock.nowMs += ms;
      flow.wake();
    },
  };
}
