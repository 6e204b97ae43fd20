/** Composition root of the administration console. */
import './zod-without-eval.ts';
import { createRoot } from 'react-dom/client';
import { createConstructedRenderer } from '../theme/constructed-styles.ts';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/forced-colours.css';
import { ConsoleApp } from './console-app.tsx';
import { watchService } from './live/watch-service.ts';
import { createPreferences } from './preferences/preferences.ts';
import { browserTimers } from './query/timers.ts';
import { createFrontDoor } from './session/front-door.ts';
import { credentialsIn } from './session/kept-credentials.ts';
import { createSession } from './session/session.ts';

const door = createFrontDoor();
const session = createSession({
  door,
  place: credentialsIn(sessionStorage),
  timers: browserTimers,
  follow: (options) => watchService(options, browserTimers, document),
});
const preferences = createPreferences(localStorage);
// At sign-out the service has the browser forget what was kept; how the console looks is nobody's secret.
addEventListener('pagehide', () => preferences.setState({ ...preferences.getState() }));
void session.resume();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

createRoot(root).render(
  <ConsoleApp
    session={session}
    door={door}
    preferences={preferences}
    renderer={createConstructedRenderer(document)}
    sheet={new CSSStyleSheet()}
  />,
);
