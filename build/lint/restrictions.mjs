// @ts-check
// What the code may not say, and where: the parts of security.md and house-style that a syntax pattern can judge.

/** @typedef {{selector: string, message: string}} Restriction */

/** @type {Restriction[]} */
export const everywhere = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'No default exports: a name is found by searching for it.',
  },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'TSEnumDeclaration', message: 'No enums: a union of literals is erased with the types.' },
];

/**
 * Electron switches that weaken a window. Left untouched, they have the safe value.
 * @type {Restriction[]}
 */
export const electron = [
  {
    selector:
      'Property[key.name=/^(webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|disableBlinkFeatures|nodeIntegrationInWorker|nodeIntegrationInSubFrames)$/][value.value!=false]',
    message: 'This window setting stays at its safe default.',
  },
  { selector: 'Property[key.name="webSecurity"]', message: 'webSecurity stays untouched.' },
  {
    selector: 'Property[key.name=/^(nodeIntegration|webviewTag)$/][value.value!=false]',
    message: 'Only `false` is allowed here.',
  },
  {
    selector: 'Property[key.name=/^(contextIsolation|sandbox)$/][value.value!=true]',
    message: 'Only `true` is allowed here.',
  },
  {
    selector: 'CallExpression[callee.property.name="loadFile"]',
    message: 'No file:// pages: the interface comes from the app:// scheme.',
  },
  {
    selector: 'MemberExpression[property.name="ipcRenderer"], ImportSpecifier[imported.name="ipcRenderer"]',
    message: 'ipcRenderer belongs to preload.ts alone.',
  },
];

/** @type {Restriction} */
export const oneWindowFactory = {
  selector:
    'NewExpression[callee.name=/^(BrowserWindow|BrowserView|WebContentsView)$/], NewExpression[callee.property.name=/^(BrowserWindow|BrowserView|WebContentsView)$/]',
  message: 'Windows are made by electron/shell/create-window.ts only: one place to get the settings right.',
};

/**
 * Time, chance and the network come through ports, so that a test can steer them.
 * @type {Restriction[]}
 */
export const throughPorts = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'The time comes through the clock port (house style 18).',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The time comes through the clock port (house style 18).',
  },
  {
    selector:
      'CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|utc|local)$/][arguments.length=0]',
    message: 'The time comes through the clock port (house style 18).',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'Chance comes through a port (house style 18).',
  },
];

export const globalsThroughPorts = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'WebSocket',
  'process',
  'window',
  'document',
  'navigator',
  'localStorage',
].map((name) => ({ name, message: 'The world is reached through ports (house style 5, 18).' }));

/** @type {Restriction[]} */
export const pages = [
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Mail is shown in the sandboxed mail frame; everything else is text.',
  },
  {
    selector: 'AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Build nodes instead of HTML strings.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|write|writeln)$/][callee.object.name=/document|element/i]',
    message: 'Build nodes instead of HTML strings.',
  },
  { selector: 'JSXOpeningElement[name.name="webview"]', message: 'No webview.' },
];

/**
 * A test waits for a condition or steers a clock; a pause is either too short or too long.
 * @type {Restriction[]}
 */
export const tests = [
  {
    selector: 'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
    message: 'No sleeping: wait for a condition or an event, or steer a clock.',
  },
  {
    selector: 'CallExpression[callee.property.name="waitForTimeout"]',
    message: 'No sleeping: wait for a condition or an event.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?timers\\u002fpromises$/]',
    message: 'No sleeping: wait for a condition or an event, or steer a clock.',
  },
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^wait/]',
    message: 'It gives up after a second: expect.poll, or untilSo, which bounds progress.',
  },
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name="mock"]',
    message: 'No mocks of our own code: fakes stand at ports.',
  },
  {
    selector:
      'CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name=/^(only|todo)$/]',
    message: 'Every test runs.',
  },
];
