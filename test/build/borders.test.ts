// The import table of architecture.md: every forbidden import is refused, and the allowed ones are not.
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import borders from '../../build/borders.config.mjs';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const configuration: IConfiguration = borders;

/** Files that exist in the planted project, so that imports of them resolve. */
const rooms = [
  'shared/domain/event.ts',
  'electron/main.ts',
  'electron/device/ports.ts',
  'electron/device/device.ts',
  'electron/adapters/clock.ts',
  'electron/shell/tray.ts',
  'electron/bridge/serve-calls.ts',
  'renderer/companion/inbox.tsx',
  'renderer/console/events.tsx',
  'renderer/ui/button.tsx',
  'service/app.ts',
  'lab/fleet.ts',
  'test/fixture.ts',
  'build/pack.mjs',
];

/** Who → what, and the rule that must refuse it. */
const forbidden = [
  ['shared/domain/event.ts', 'service/app.ts', 'shared-imports-nothing-of-the-project'],
  ['shared/domain/event.ts', 'electron/device/ports.ts', 'shared-imports-nothing-of-the-project'],
  ['shared/domain/event.ts', 'test/fixture.ts', 'shared-imports-nothing-of-the-project'],
  ['shared/domain/event.ts', 'node:crypto', 'bridge-and-domain-are-free-of-node'],
  ['shared/domain/event.ts', 'node:fs', 'device-and-shared-are-platform-free'],
  ['shared/domain/event.ts', 'electron', 'electron-package-only-at-the-edge'],
  ['electron/device/device.ts', 'electron/adapters/clock.ts', 'device-imports-only-shared'],
  ['electron/device/device.ts', 'electron/shell/tray.ts', 'device-imports-only-shared'],
  ['electron/device/device.ts', 'electron/main.ts', 'device-imports-only-shared'],
  ['electron/device/device.ts', 'service/app.ts', 'device-imports-only-shared'],
  ['electron/device/device.ts', 'electron', 'electron-package-only-at-the-edge'],
  ['electron/device/device.ts', 'node:fs', 'device-and-shared-are-platform-free'],
  ['electron/device/device.ts', 'node:net', 'device-and-shared-are-platform-free'],
  ['electron/device/device.ts', 'node:timers/promises', 'device-and-shared-are-platform-free'],
  ['electron/adapters/clock.ts', 'electron/device/device.ts', 'adapters-see-only-the-ports-of-the-device'],
  ['electron/adapters/clock.ts', 'electron/shell/tray.ts', 'adapters-see-only-the-ports-of-the-device'],
  ['electron/adapters/clock.ts', 'service/app.ts', 'adapters-see-only-the-ports-of-the-device'],
  ['electron/shell/tray.ts', 'renderer/ui/button.tsx', 'electron-imports-electron-and-shared'],
  ['electron/bridge/serve-calls.ts', 'service/app.ts', 'electron-imports-electron-and-shared'],
  ['electron/main.ts', 'lab/fleet.ts', 'electron-imports-electron-and-shared'],
  ['electron/shell/tray.ts', 'electron/main.ts', 'shell-and-bridge-do-not-import-roots'],
  ['renderer/ui/button.tsx', 'electron/bridge/serve-calls.ts', 'renderer-imports-shared'],
  ['renderer/ui/button.tsx', 'service/app.ts', 'renderer-imports-shared'],
  ['renderer/ui/button.tsx', 'electron', 'electron-package-only-at-the-edge'],
  ['renderer/ui/button.tsx', 'node:path', 'pages-run-without-node'],
  ['renderer/companion/inbox.tsx', 'renderer/console/events.tsx', 'companion-and-console-are-apart'],
  ['service/app.ts', 'electron/device/device.ts', 'service-imports-shared'],
  ['service/app.ts', 'lab/fleet.ts', 'service-imports-shared'],
  ['service/app.ts', 'electron', 'electron-package-only-at-the-edge'],
  ['service/app.ts', 'vitest', 'runs-with-what-is-installed'],
  ['lab/fleet.ts', 'electron/shell/tray.ts', 'lab-imports-device-adapters-service-and-shared'],
  ['lab/fleet.ts', 'renderer/ui/button.tsx', 'lab-imports-device-adapters-service-and-shared'],
  ['lab/fleet.ts', 'build/pack.mjs', 'lab-imports-device-adapters-service-and-shared'],
] as const;

const allowed = [
  ['electron/device/device.ts', 'shared/domain/event.ts'],
  ['electron/device/device.ts', 'node:crypto'],
  ['electron/adapters/clock.ts', 'electron/device/ports.ts'],
  ['electron/adapters/clock.ts', 'node:fs'],
  ['electron/adapters/clock.ts', 'electron'],
  ['electron/shell/tray.ts', 'electron'],
  ['electron/main.ts', 'electron/device/device.ts'],
  ['renderer/companion/inbox.tsx', 'renderer/ui/button.tsx'],
  ['renderer/ui/button.tsx', 'shared/domain/event.ts'],
  ['service/app.ts', 'shared/domain/event.ts'],
  ['service/app.ts', 'node:fs'],
  ['lab/fleet.ts', 'electron/device/device.ts'],
  ['lab/fleet.ts', 'electron/adapters/clock.ts'],
  ['lab/fleet.ts', 'service/app.ts'],
  ['test/fixture.ts', 'lab/fleet.ts'],
  ['test/fixture.ts', 'vitest'],
] as const;

let planted: string;

beforeAll(() => {
  planted = mkdtempSync(path.join(tmpdir(), 'borders-'));
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(planted, 'node_modules'));
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json']) {
    symlinkSync(path.join(projectRoot, file), path.join(planted, file));
  }
});

afterAll(() => {
  rmSync(planted, { recursive: true, force: true });
});

/** Writes the planted project anew, with one import in it for each pair given. */
function plant(imports: readonly (readonly [string, string])[]) {
  for (const file of rooms) {
    const lines = imports
      .filter(([from]) => from === file)
      .map(([, to], index) => {
        const target = rooms.includes(to) ? path.posix.relative(path.posix.dirname(file), to) : to;
        const specifier = rooms.includes(to) && !target.startsWith('.') ? `./${target}` : target;
        return `import * as planted${index} from '${specifier}';\nconsole.log(planted${index});`;
      });
    mkdirSync(path.dirname(path.join(planted, file)), { recursive: true });
    writeFileSync(path.join(planted, file), [...lines, 'export {};', ''].join('\n'));
  }
}

/** Names of the rules that the planted project breaks. */
async function brokenRules(imports: readonly (readonly [string, string])[]): Promise<string[]> {
  plant(imports);
  const folders = [...new Set(rooms.map((file) => file.slice(0, file.indexOf('/'))))];
  const { enhancedResolveOptions, ...options } = configuration.options ?? {};
  const { output } = await cruise(
    folders,
    { ...options, ruleSet: { forbidden: configuration.forbidden ?? [] }, validate: true, baseDir: planted },
    enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

describe('the borders of architecture.md', () => {
  test.each(forbidden)('%s may not import %s (%s)', async (from, to, rule) => {
    expect(await brokenRules([[from, to]])).toContain(rule);
  });

  test('an adapter that loads Electron may not be reached from the lab', async () => {
    const rules = await brokenRules([
      ['lab/fleet.ts', 'electron/adapters/clock.ts'],
      ['electron/adapters/clock.ts', 'electron'],
    ]);
    expect(rules).toContain('lab-never-reaches-electron');
  });

  test('files may not import each other in a circle', async () => {
    const rules = await brokenRules([
      ['electron/device/device.ts', 'electron/device/ports.ts'],
      ['electron/device/ports.ts', 'electron/device/device.ts'],
    ]);
    expect(rules).toContain('no-cycles');
  });

  test('an import that leads nowhere is refused', async () => {
    expect(await brokenRules([['service/app.ts', './not-there.ts']])).toContain('imports-resolve');
  });

  test.each(allowed)('%s may import %s', async (from, to) => {
    expect(await brokenRules([[from, to]])).toEqual([]);
  });
});
