/** The companion's window on sample snapshots: `gallery.html?scenario=dr&theme=dark&language=de&place=status`. */
import '../../../renderer/theme/tokens.css';
import '../../../renderer/theme/forced-colours.css';
import '../../../renderer/theme/base.css';
import { startCompanion } from '../../../renderer/companion/start-companion.tsx';
import { PLACES, type View } from '../../../renderer/companion/state/view-store.ts';
import type { Settings } from '../../../shared/bridge/settings.ts';
import { createFakeWindowApi } from './fake-window-api.ts';
import { SCENARIOS, shell, updateOf, type ScenarioName } from './sample-snapshots.ts';

declare global {
  interface Window {
    /** Put there by whoever opens the gallery: serves the document under the mail frame's policy and answers with its address. */
    readonly presentMail: (html: string) => Promise<string>;
  }
}

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}

const asked = new URLSearchParams(location.search);
const scenario = asked.get('scenario') ?? 'normal';
if (!isScenario(scenario)) throw new Error(`no scenario ${scenario}`);

const settings: Settings = {
  ...shell.settings,
  theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
  language: asked.get('language') === 'de' ? 'de' : 'en',
};
const place = PLACES.find((known) => known === asked.get('place')) ?? 'mail';
const band = asked.get('band');
const dialog = asked.get('dialog');
const view: Partial<View> = {
  place,
  mailId: asked.get('mail'),
  searchText: asked.get('search') ?? '',
  band: band === 'slim' || band === 'full' ? band : 'auto',
  dialog: dialog === 'protect' || dialog === 'sign-out' ? dialog : 'none',
  unreadOnly: asked.has('unread'),
  mailbox: asked.get('mailbox') === 'sent' ? 'sent' : 'inbox',
};

const api = createFakeWindowApi(
  updateOf(scenario, {
    settings,
    platform: asked.get('platform') ?? 'linux',
    deviceProblem: asked.get('device-problem'),
    locale: settings.language === 'de' ? 'de-DE' : 'en-GB',
  }),
  (html) => window.presentMail(html),
);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
startCompanion(root, api, { view, ...(asked.has('rtl') ? { dir: 'rtl' } : {}) });
