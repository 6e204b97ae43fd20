/** Which blocks of the product ran, told by V8 itself: no instrumentation, and no package with a binary of its own. */
import { Session, type Profiler } from 'node:inspector';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PRODUCT = /^(?:electron|lab|renderer|service|shared)\//;

export interface Coverage {
  /** Blocks of the product that ran since it was asked last. */
  readonly take: () => ReadonlySet<string>;
  readonly stop: () => void;
}

/** To be started before the product is loaded: V8 counts blocks only of what it compiles after. */
export function startCoverage(): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    take: () => {
      let blocks: ReadonlySet<string> = new Set();
      // Answered before `post` returns: the session is of this very thread.
      session.post('Profiler.takePreciseCoverage', (error, { result }) => {
        if (error !== null) throw error;
        blocks = new Set(result.flatMap((script) => blocksOf(script)));
      });
      return blocks;
    },
    stop: () => session.disconnect(),
  };
}

function blocksOf({ url, functions }: Profiler.ScriptCoverage): readonly string[] {
  const file = path.relative(ROOT, url.startsWith('file:') ? fileURLToPath(url) : url);
  if (!PRODUCT.test(file)) return [];
  return functions.flatMap(({ ranges }) =>
    ranges.flatMap(({ count, startOffset, endOffset }) =>
      count === 0 ? [] : [`${file}:${startOffset}:${endOffset}`],
    ),
  );
}
