/** The service as a process: flags, ready file, exit codes, drain, and what survives a kill (interfaces 1, G15, G44). */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callReady, launch, launchReady, type Ready } from './service-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function ids(ready: Ready, route: string): Promise<readonly string[]> {
  const body: unknown = await (await callReady(ready, 'GET', route)).json();
  return z
    .object({ items: z.array(z.object({ id: z.string() })) })
    .parse(body)
    .items.map(({ id }) => id);
}

describe('the service process', () => {
  test('interfaces 1: writes the ready file with a private token, refuses a second start, drains on SIGTERM and exits 0', async () => {
    const folder = path.join(temporaryFolder(), 'data');
    const { child, ended, ready } = await launchReady(folder);
    expect(readFileSync(path.join(folder, 'admin-token'), 'utf8').trim()).toBe(ready.adminToken);
    if (process.platform !== 'win32')
      expect(statSync(path.join(folder, 'admin-token')).mode & 0o777).toBe(0o600);
    expect((await callReady(ready, 'GET', '/api/v1/events')).status).toBe(200);
    expect((await callReady(ready, 'POST', '/api/v1/lab/clock', { advanceMs: 1 })).status).toBe(404);

    const second = launch(['--data', folder, '--http', '127.0.0.1:0', '--smtp', '127.0.0.1:0']);
    expect(await second.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('another control service') as unknown,
    });

    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, signal: null });
    const again = await launchReady(folder);
    expect(again.ready.adminToken).toBe(ready.adminToken);
  });

  test('interfaces 1: bad usage exits 2 and says what is wrong', async () => {
    const { code, stderr } = await launch(['--data', temporaryFolder(), '--http', 'localhost']).ended;
    expect(code).toBe(2);
    expect(stderr).toContain('HOST:PORT');
  });

  test('interfaces 1: --help is fine, 0', async () => {
    expect((await launch(['--help']).ended).code).toBe(0);
  });

  test('G15: what was answered is still there after kill -9 in the middle of writes, and nothing half-done is', async () => {
    const folder = temporaryFolder();
    const first = await launchReady(folder);
    const answered: string[] = [];
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let count = 0; ; count += 1) {
        const body = { name: `group ${String(writer)}-${String(count)}` };
        const response = await callReady(first.ready, 'POST', '/api/v1/groups', body).catch(() => null);
        const group: unknown = await response?.json().catch(() => null);
        const parsed = z.object({ id: z.string() }).safeParse(group);
        // The connection broke: whether this one was stored, nobody was told.
        if (!parsed.success) return;
        answered.push(parsed.data.id);
      }
    });
    await expect.poll(() => answered.length).toBeGreaterThan(40);
    first.child.kill('SIGKILL');
    await Promise.all([...writers, first.ended]);

    const { ready } = await launchReady(folder);
    const stored = await ids(ready, '/api/v1/groups?limit=1000');
    expect(stored).toEqual(expect.arrayContaining(answered));
    // Every group came with its audit row in one transaction, so their numbers are the same and the chain holds.
    const verdict: unknown = await (await callReady(ready, 'GET', '/api/v1/audit/verify')).json();
    expect(verdict).toMatchObject({ intact: true, rows: stored.length });
  });

  test('the lab: its offset is not kept across a restart', async () => {
    const folder = temporaryFolder();
    const first = await launchReady(folder, ['--lab', '--admin-token', 'lab-token']);
    expect(first.ready.adminToken).toBe('lab-token');
    expect(existsSync(path.join(folder, 'admin-token'))).toBe(false);
    const moved = await callReady(first.ready, 'POST', '/api/v1/lab/clock', { advanceMs: 86_400_000 });
    expect(await moved.json()).toMatchObject({ offsetMs: 86_400_000 });
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    const second = await launchReady(folder, ['--lab', '--admin-token', 'lab-token']);
    const clock = await callReady(second.ready, 'GET', '/api/v1/lab/clock');
    expect(await clock.json()).toMatchObject({ offsetMs: 0 });
  });
});
