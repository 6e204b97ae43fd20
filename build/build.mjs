// @ts-check
// npm run build: the app into dist-app/ and the administrator's page into dist-console/, where their sources changed.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BuildError, nodeTool, runMain, runQuietly } from './run-command.mjs';
import { buildWhenStale } from './source-stamp.mjs';

const usage = `usage: npm run build [-- --force]

Builds what changed since the last build; with --force, everything.
Exit code 0 if built or up to date, 1 if a build failed, 2 on bad usage.`;

const common = ['package-lock.json', 'shared', 'renderer', 'tsconfig.base.json'];

/** Both are the production build: the development one of React is slower, and not what people get. */
const targets = [
  {
    name: 'app',
    output: 'dist-app',
    sources: [...common, 'electron', 'build/electron.vite.config.ts', 'build/icons/public'],
    tool: nodeTool('electron-vite/bin/electron-vite.js', [
      'build',
      '--config',
      'build/electron.vite.config.ts',
    ]),
  },
  {
    name: 'console',
    output: 'dist-console',
    sources: [...common, 'build/console.vite.config.ts'],
    tool: nodeTool('vite/bin/vite.js', ['build', '--config', 'build/console.vite.config.ts']),
  },
];

/**
 * @param {{say: (line: string) => void, force?: boolean}} options
 * @throws {BuildError} with the tool's output, if a build fails
 */
export function buildAll({ say, force = false }) {
  const env = { ...process.env, NODE_ENV: 'production' };
  for (const { name, output, sources, tool } of targets) {
    const startedAt = Date.now();
    const built = buildWhenStale({ output, sources, force }, () => {
      const { ok, stdout, stderr } = runQuietly(tool.command, tool.args, { env });
      if (!ok) throw new BuildError(`The build of the ${name} failed:\n${stdout}${stderr}`);
    });
    if (built) say(`built the ${name} into ${output}/ (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() => {
    const flags = process.argv.slice(2);
    if (flags.includes('--help') || flags.some((flag) => flag !== '--force')) {
      console.log(usage);
      return flags.includes('--help') ? 0 : 2;
    }
    buildAll({ say: (line) => console.log(line), force: flags.includes('--force') });
    return 0;
  });
}
