/** The flags and environment of a headless device (interfaces 1). */
import { Command, InvalidArgumentError, Option } from 'commander';
import { readServiceAddress } from '../../shared/domain/service-address.ts';

export interface DeviceOptions {
  readonly serviceUrl: string;
  readonly email: string;
  readonly stateFolder: string;
  readonly cachedMode: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
  /** PEM; null: none beside those that the computer knows. */
  readonly authorityFile: string | null;
}

interface Flags {
  readonly service: string;
  readonly email: string;
  readonly state: string;
  readonly cachedMode: 'on' | 'off';
  readonly json: boolean;
  readonly verbose: boolean;
  readonly ca?: string;
}

const PASSWORD_HELP = `
The cloud password comes from CONTINUITY_PASSWORD, or as the first line of standard input; it is needed once, to register.
The state's key is kept in a file that only its owner can read, or taken from CONTINUITY_STATE_KEY.
A service elsewhere is reached by HTTPS_PROXY or ALL_PROXY (http, https, socks4, socks5; with name:password@ where it is needed), past it by NO_PROXY.

Commands on standard input, one JSON object a line:
  {"do": "set-cached-mode", "on": false}   {"do": "search", "text": "..."}
  {"do": "sign-out"}   keeps what is not sent, sealed, for the same person's next sign-in; with "discard": true it is removed
  {"do": "send", "to": ["a@b.example"], "subject": "...", "text": "..."}   {"do": "quit"}

Exit code 0 when it was told to end, 1 if something failed, 2 on bad usage.`;

/** Throws commander's `CommanderError`, with exit code 0 after `--help` and 2 on bad usage. */
export function readOptions(argv: readonly string[]): DeviceOptions {
  const flags = createCommand().parse(argv, { from: 'user' }).opts<Flags>();
  return {
    serviceUrl: flags.service,
    email: flags.email,
    stateFolder: flags.state,
    cachedMode: flags.cachedMode === 'on',
    json: flags.json,
    verbose: flags.verbose,
    authorityFile: flags.ca ?? null,
  };
}

function createCommand(): Command {
  return new Command('device')
    .description('One headless continuity device: the device of the app, without a window.')
    .requiredOption('--service <url>', 'the control service, as http://127.0.0.1:8025', serviceUrl)
    .requiredOption('--email <address>', 'the person who signs in')
    .requiredOption('--state <dir>', 'its state; a second start continues as the same device')
    .addOption(
      new Option('--cached-mode <mode>', 'Use Cached Exchange Mode, where nothing else was chosen')
        .choices(['on', 'off'])
        .default('on'),
    )
    .option('--ca <file>', 'further authorities (PEM) whose certificates the service may have')
    .option('--json', 'one JSON object a line on standard output', false)
    .option('--verbose', 'what the device notes for itself, on standard error', false)
    .addHelpText('after', PASSWORD_HELP)
    .exitOverride((error) => {
      error.exitCode = error.exitCode === 0 ? 0 : 2;
      throw error;
    });
}

function serviceUrl(text: string): string {
  const url = readServiceAddress(text);
  if (url.ok) return url.value;
  throw new InvalidArgumentError(
    url.problem === 'insecure-url'
      ? 'is https, or http on this computer only.'
      : 'is not the address of a service.',
  );
}
