/** English: what is in the way between this device and its service, and what a person can do about it. */
import type { NetworkFailureKind } from '../../../shared/domain/network-failure.ts';

interface FailureWords {
  readonly title: string;
  readonly text: string;
}

export const network = {
  unnamed: 'nobody it names',
  proxy: {
    open: 'Sign in at the proxy',
    name: 'Name for the proxy',
    password: 'Password for the proxy',
    hint: 'Sent to the proxy only. Kept on this computer if it can be sealed here, else until the companion is closed.',
    later: 'Not now',
    submit: 'Go on',
    nameEmpty: 'Enter the name that you have at the proxy.',
  },
  failures: {
    'unknown-name': {
      title: 'No computer has this name',
      text: 'Nothing is known by the name {{host}}. Check the address for a slip of the hand; if it is right, your network may need its VPN first.',
    },
    'no-network': {
      title: 'There is no network',
      text: 'This computer is not connected. Check Wi-Fi, cable and flight mode.',
    },
    'connection-refused': {
      title: 'The connection is refused',
      text: '{{host}} is there and refuses the connection. Check the number after the colon, if there is one; else ask your administrator whether the service runs.',
    },
    'timed-out': {
      title: 'There is no answer',
      text: '{{host}} does not answer. A firewall may be in the way, or the address is another one. Try another network, or ask your administrator.',
    },
    'cut-off': {
      title: 'The connection is cut off',
      text: 'The connection to {{host}} begins and is cut off. Something in your network may not let it through: try another one, or ask your administrator.',
    },
    'not-encrypted': {
      title: 'What answers is not secure',
      text: 'What answers at {{host}} does not speak https, so nothing was sent. Check the number after the colon, or ask your administrator.',
    },
    'certificate-unknown': {
      title: 'This computer does not trust the service yet',
      text: '{{host}} answers, but its certificate, for “{{subject}}”, is signed by “{{issuer}}”, which this computer does not know. Nothing was sent, not even your password. Ask your administrator to install that certificate here.',
    },
    'certificate-expired': {
      title: 'The certificate of the service has ended',
      text: 'The certificate of {{host}} ended on {{until}}, and here it is {{now}}. Nothing was sent. If date or time is wrong, correct it; else ask your administrator to renew the certificate.',
    },
    'certificate-not-yet-valid': {
      title: 'The clock of this computer may be wrong',
      text: 'The certificate of {{host}} is valid from {{from}} on, and here it is {{now}}. Nothing was sent. Check date and time of this computer.',
    },
    'certificate-other-name': {
      title: 'The certificate is for another name',
      text: 'What answers for {{host}} has a certificate for {{names}}. Nothing was sent. Enter the service by that name if it is the right one; else ask your administrator.',
    },
    'certificate-not-fit': {
      title: 'The certificate of the service is not good',
      text: 'The certificate of {{host}} is withdrawn, or not made for a service. Nothing was sent. Ask your administrator.',
    },
    'proxy-unreachable': {
      title: 'The proxy does not answer',
      text: 'Your network sends everything through {{proxy}}, which cannot be reached. Check your network, or the proxy in the system’s settings.',
    },
    'proxy-wants-password': {
      title: 'The proxy asks who you are',
      text: 'Your network sends everything through {{proxy}}. It wants a name and a password before it lets the companion through. These are not your cloud password.',
    },
    'proxy-password-wrong': {
      title: 'The proxy does not know you',
      text: '{{proxy}} does not take this name and password. They are those of your network, not your cloud password.',
    },
    'proxy-sign-in-unknown': {
      title: 'The proxy wants a sign-in that is not possible here',
      text: '{{proxy}} takes {{schemes}} only, which the companion does not know. Ask your administrator to let it past the proxy.',
    },
    'proxy-refuses': {
      title: 'The proxy does not let the companion through',
      text: '{{proxy}} refuses the connection ({{status}}). Ask who looks after your network to allow the service.',
    },
    'proxy-gets-nowhere': {
      title: 'The proxy does not reach the service',
      text: '{{proxy}} does not get to {{host}} ({{status}}). Check the address; if it is right, ask who looks after your network.',
    },
    'authorities-unusable': {
      title: 'A certificate file of this computer cannot be used',
      text: 'The companion is set up to trust what is in {{file}}, and it cannot be used. Nothing was sent. Tell your administrator: {{why}}.',
    },
    'web-page': {
      title: 'A web page answers instead',
      text: 'A web page answers in place of {{host}}. If this network wants a sign-in first, as in hotels and trains, open a browser and sign in there; else check the address.',
    },
    redirected: {
      title: 'The address leads somewhere else',
      text: '{{host}} leads on to {{to}}. If that is your network’s sign-in, open it in a browser first; if it is the service’s new address, enter that one.',
    },
    'not-a-service': {
      title: 'There is no control service here',
      text: 'At {{host}} something else answers than a control service. Check the address, with all that follows the name.',
    },
    'not-its-name': {
      title: 'The service does not go by this name',
      text: 'A control service answers, and {{host}} is none of its names. Enter the address that your administrators gave you; if it is this one, tell them.',
    },
    draining: {
      title: 'The service is away for a moment',
      text: 'The service at {{host}} is restarting or being looked after. Try again in a minute.',
    },
    'channel-blocked': {
      title: 'The direct link is blocked',
      text: 'Your network lets web pages of {{host}} through, and the direct link not. The companion asks every 3 minutes instead; your administrator can have WebSockets allowed.',
    },
    unreachable: {
      title: 'The service cannot be reached',
      text: '{{host}} cannot be reached. Check your network, or ask your administrator.',
    },
  } satisfies Record<NetworkFailureKind, FailureWords>,
} as const;
