/** Keeps what a device that only polls tells of itself, as the channel would (PROTOCOL.md "Poll fallback"). */
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { PollTold, PollToldAnswer } from '../../shared/protocol/poll-told.ts';
import { CHANNEL_LIMITS } from '../channel/limits.ts';
import { spend, type MessageBudget } from '../channel/message-budget.ts';
import type { DeviceRecords, LiveDevices, RegisteredDevice, ServiceClock, Truth } from '../channel/ports.ts';
import { Refusal, tooManyAttempts } from '../refusal.ts';
import type { CheckedAccessTokens } from './access-tokens.ts';

/** How long a device that talks too much is to be quiet. */
const FLOOD_RETRY_MS = 10 * SECOND_MS;

export interface PollToldNeeds {
  readonly truth: Pick<Truth, 'device'>;
  readonly tokens: Pick<CheckedAccessTokens, 'check'>;
  readonly records: DeviceRecords;
  readonly clock: Pick<ServiceClock, 'nowMs' | 'monotonicMs'>;
  readonly live: Pick<LiveDevices, 'link'>;
  readonly moved: (deviceId: string) => void;
}

export interface PollToldDoor {
  /** Whose token it is. Throws a `Refusal`: nobody's, a revoked device's, or of one that talks too much. */
  readonly enter: (authorization: string | undefined) => Promise<RegisteredDevice>;
  /** Durable when it resolves. */
  readonly take: (device: RegisteredDevice, told: PollTold) => Promise<PollToldAnswer>;
}

export function createPollToldDoor({
  truth,
  tokens,
  records,
  clock,
  live,
  moved,
}: PollToldNeeds): PollToldDoor {
  /** Of devices that polled: registered ones, so bounded. */
  const budgets = new Map<string, MessageBudget>();
  const { messages: limit } = CHANNEL_LIMITS;

  function spendOne(deviceId: string): void {
    const nowMs = clock.monotonicMs();
    const budget = budgets.get(deviceId) ?? { left: limit.burst, atMs: nowMs };
    const left = spend(budget, limit, nowMs);
    if (left === null) throw tooManyAttempts(FLOOD_RETRY_MS);
    budgets.set(deviceId, left);
  }

  return {
    async enter(authorization = '') {
      const [scheme = '', token = ''] = authorization.trim().split(/ +/u, 2);
      const bearer = scheme.toLowerCase() === 'bearer' ? await tokens.check(token, clock.nowMs()) : null;
      const device = bearer === null ? null : await truth.device(bearer.deviceId);
      if (device === null || device.revoked || device.userId !== bearer?.userId) throw notAuthenticated();
      spendOne(device.id);
      return device;
    },
    async take({ id, bound = false }, { messages, ...facts }) {
      // Its channel has been opened since: what that says is newer, and this is told there again.
      if (live.link(id).state === 'online') return { acknowledged: [] };
      const atMs = clock.nowMs();
      await records.saveFacts(id, { ...facts, bound }, atMs);
      for (const message of messages) {
        if (message.type === 'report') await records.saveReport(id, message, atMs);
        else await records.saveReceipt(id, message, atMs);
      }
      moved(id);
      return { acknowledged: messages.map((message) => message.id) };
    },
  };
}

function notAuthenticated(): Refusal {
  return new Refusal(
    'not-authenticated',
    'not-authenticated',
    'this needs the token of a device’s last poll',
  );
}
