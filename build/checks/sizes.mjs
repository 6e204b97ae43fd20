// @ts-check
// Checks that files stay as small as house style 32 asks, and prints how small they are.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runMain } from '../run-command.mjs';

const rooms = ['build', 'electron', 'lab', 'renderer', 'service', 'shared', 'test'].filter((room) =>
  existsSync(path.join(projectRoot, room)),
);
const source = /\.(ts|tsx|mjs|css)$/;
// Data, not code.
const corpus = path.join('test', 'corpus');

const limits = { product: 300, test: 400 };
/** Of the product's files: half are at most this long, and 95 in 100 at most that. */
const goals = { median: 80, p95: 200 };

/** @typedef {{file: string, lines: number}} SourceFile */

/** @returns {SourceFile[]} */
function sourceFiles() {
  return rooms.flatMap((room) =>
    readdirSync(path.join(projectRoot, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && source.test(entry.name))
      .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith(corpus))
      .map((file) => ({ file, lines: countLines(path.join(projectRoot, file)) })),
  );
}

/** @param {string} file */
function countLines(file) {
  return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n').length;
}

/**
 * @param {number[]} sorted in rising order
 * @param {number} share between 0 and 1
 */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

await runMain(() => {
  const files = sourceFiles();
  /** @param {SourceFile} entry */
  const isTest = ({ file }) => file.startsWith(`test${path.sep}`);
  const tooLong = files.filter((entry) => entry.lines > (isTest(entry) ? limits.test : limits.product));
  for (const { file, lines } of tooLong) console.log(`${file} has ${lines} lines`);

  const product = files.filter((entry) => !isTest(entry)).map(({ lines }) => lines);
  const sorted = product.toSorted((a, b) => a - b);
  const [median, p95, longest] = [quantile(sorted, 0.5), quantile(sorted, 0.95), sorted.at(-1) ?? 0];
  console.log(`${sorted.length} files: median ${median} lines, 95 % within ${p95}, longest ${longest}`);
  const withinGoals = median <= goals.median && p95 <= goals.p95;
  if (!withinGoals) console.log(`The goals are a median of ${goals.median} and 95 % within ${goals.p95}.`);
  return tooLong.length === 0 && withinGoals ? 0 : 1;
});
