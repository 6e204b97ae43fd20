// @ts-check
// Who may import whom: the import table of architecture.md, as rules.

/** Folders whose files are part of the product, and test/, which may see all of them. */
const rooms = ['shared', 'electron', 'renderer', 'service', 'lab', 'build', 'test'];

// Computation only: a module here neither opens a file nor a socket nor reads a clock.
const pureBuiltins = ['buffer', 'crypto', 'util', 'url'];

/** @param {string[]} names */
const foldersOf = (names) => `^(${names.join('|')})/`;
/** @param {string[]} allowed */
const roomsBut = (...allowed) => foldersOf(rooms.filter((room) => !allowed.includes(room)));
const electronPackage = '^electron$|(^|/)node_modules/electron/';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const borders = [
  {
    name: 'shared-imports-nothing-of-the-project',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: roomsBut('shared') },
  },
  {
    name: 'device-imports-only-shared',
    comment: 'The device is platform-free: it runs in plain Node, in fleets and in the simulator.',
    severity: 'error',
    from: { path: '^electron/device/' },
    to: { path: `^electron/(?!device/)|${roomsBut('electron', 'shared')}` },
  },
  {
    name: 'adapters-see-only-the-ports-of-the-device',
    severity: 'error',
    from: { path: '^electron/adapters/' },
    to: {
      path: `^electron/(?!adapters/)|${roomsBut('electron', 'shared')}`,
      // A port that a capability has for itself stands beside it, in a file of its own.
      pathNot: '^electron/device/(ports|[a-z]+/[a-z]+-port)\\.ts$',
    },
  },
  {
    name: 'electron-imports-electron-and-shared',
    severity: 'error',
    from: { path: '^electron/' },
    to: { path: roomsBut('electron', 'shared') },
  },
  {
    name: 'shell-and-bridge-do-not-import-roots',
    severity: 'error',
    from: { path: '^electron/[^/]+/' },
    to: { path: '^electron/[^/]+\\.ts$' },
  },
  {
    name: 'renderer-imports-shared',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { path: roomsBut('renderer', 'shared') },
  },
  {
    name: 'companion-and-console-are-apart',
    comment: 'What both need lives in renderer/ui or renderer/text.',
    severity: 'error',
    from: { path: '^renderer/(companion|console)/' },
    to: { path: '^renderer/(companion|console)/', pathNot: '^renderer/$1/' },
  },
  {
    name: 'service-imports-shared',
    severity: 'error',
    from: { path: '^service/' },
    to: { path: roomsBut('service', 'shared') },
  },
  {
    name: 'lab-imports-device-adapters-service-and-shared',
    severity: 'error',
    from: { path: '^lab/' },
    to: { path: `^electron/(?!device/|adapters/)|${roomsBut('lab', 'electron', 'service', 'shared')}` },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const platform = [
  {
    name: 'electron-package-only-at-the-edge',
    comment: 'The device, pages, service and lab run without Electron.',
    severity: 'error',
    from: { path: '^(shared|electron/device|renderer|service|lab)/' },
    to: { path: electronPackage },
  },
  {
    name: 'lab-never-reaches-electron',
    comment: 'A headless device runs in plain Node, so none of the adapters it takes may load Electron.',
    severity: 'error',
    from: { path: '^lab/' },
    to: { path: electronPackage, reachable: true },
  },
  {
    name: 'device-and-shared-are-platform-free',
    comment: 'Files, sockets, clocks and chance are ports.',
    severity: 'error',
    from: { path: '^(shared|electron/device)/' },
    to: { dependencyTypes: ['core'], pathNot: `^(node:)?(${pureBuiltins.join('|')})$` },
  },
  {
    name: 'pages-run-without-node',
    severity: 'error',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'bridge-and-domain-are-free-of-node',
    comment: 'Pages import these too.',
    severity: 'error',
    from: { path: '^shared/(bridge|domain|http)/' },
    to: { dependencyTypes: ['core'] },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const hygiene = [
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'imports-resolve',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'runs-with-what-is-installed',
    comment: 'The service and the headless device run from source, so what they load is a dependency.',
    severity: 'error',
    from: { path: '^(shared|service|lab|electron/(device|adapters))/' },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg'],
      dependencyTypesNot: ['type-only'],
      pathNot: electronPackage,
    },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...borders, ...platform, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-app|dist-console|test/corpus|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
