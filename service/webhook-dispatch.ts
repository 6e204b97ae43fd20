/** Webhooks over a whole service: what they are told of, what wakes them, and who hears how it went. */
import type { Changes } from './changes/changes.ts';
import type { SteerableClock } from './clock/service-clock.ts';
import type { ServiceConfig } from './config.ts';
import type { Core } from './core.ts';
import type { World } from './service.ts';
import type { OpenDatabase } from './storage/open-database.ts';
import type { Transport } from './transport.ts';
import { startDispatcher, type Dispatcher } from './webhooks/dispatcher.ts';
import { createSend } from './webhooks/send.ts';

interface Needs {
  readonly config: ServiceConfig;
  readonly world: World;
  readonly transport: Transport;
  readonly clock: SteerableClock;
  readonly database: OpenDatabase;
  readonly core: Core;
  readonly changes: Changes;
  readonly failed: (error: unknown) => void;
}

export function dispatchWebhooks(needs: Needs): Dispatcher {
  const { config, world, transport, clock, database, core, changes, failed } = needs;
  const dispatcher = startDispatcher({
    ...core,
    db: database.db,
    clock,
    chance: world.chance,
    uniform: Math.random,
    send: createSend(config.allowPrivateWebhooks, transport.authorities),
    view: core.events.view,
    moved: (id) => {
      changes.tell({ kind: 'continuity-event', id });
    },
    attempted: (id) => {
      changes.tell({ kind: 'webhook', id });
    },
    failed,
  });
  core.audited.subscribe(({ action }) => {
    if (/^(?:continuity-event|webhook)\./u.test(action)) dispatcher.wake();
  });
  core.committed.subscribe(({ kind }) => {
    if (kind === 'clock') dispatcher.wake();
  });
  return dispatcher;
}
