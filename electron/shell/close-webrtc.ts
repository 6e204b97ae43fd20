/** Takes WebRTC its way out, in every page of every session: no request handler and no `connect-src` sees its UDP (G40). */
import type { App, WebContents } from 'electron';

/** Through a proxy that speaks UDP, or not at all: there is none, so nothing leaves. */
const POLICY = 'disable_non_proxied_udp';

type Contents = Pick<WebContents, 'setWebRTCIPHandlingPolicy'>;

/** Before the app is ready, so that no page is earlier. */
export function closeWebRtc(app: {
  readonly commandLine: Pick<App['commandLine'], 'appendSwitch'>;
  readonly on: (name: 'web-contents-created', made: (event: unknown, contents: Contents) => void) => unknown;
}): void {
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', POLICY);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy(POLICY);
  });
}
