/** Settings from the environment and from a file, where the command line says nothing: flag, environment, file, default (interfaces 1). */
import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command, type Option } from 'commander';

type Variables = Readonly<Record<string, string | undefined>>;

const CONFIG = 'config';
const PREFIX = 'CONTINUITY_';
/** Several of them in the environment have spaces between, in the file they are a list. */
const REPEATABLE: ReadonlySet<string> = new Set(['primary', 'dkim']);

export const SOURCES_HELP = `
Every flag is also a variable and a key of --config's file: --public-url is CONTINUITY_PUBLIC_URL and "publicUrl".
A flag comes before a variable, a variable before the file. In the file flags without a value are true or false, and
--primary and --dkim lists; in the environment they have spaces between.`;

export function addConfigFlag(command: Command): Command {
  return command.option('--config <file>', 'settings as JSON, by the names of the flags');
}

/** To be called when the command line is parsed. Ends the command, as bad usage does, naming source, setting and rule. */
export function takeFurtherSources(command: Command, variables: Variables): void {
  const settable = command.options.filter((option) => option.attributeName() !== 'help');
  const set = (option: Option, given: unknown, source: 'env' | 'config', named: string): void => {
    const name = option.attributeName();
    const current: string | undefined = command.getOptionValueSource(name);
    if (current !== undefined && current !== 'default') return;
    try {
      command.setOptionValueWithSource(name, valueOf(option, given, command.opts()[name]), source);
    } catch (error) {
      if (error instanceof InvalidArgumentError) command.error(`error: ${named} ${error.message}`);
      throw error;
    }
  };
  for (const option of settable) {
    const variable = variableOf(option);
    const given = variables[variable];
    if (given !== undefined && given !== '') set(option, given, 'env', variable);
  }
  const file = command.opts<{ config?: string }>().config;
  if (file === undefined) return;
  const settings = readSettings(command, file);
  for (const [key, given] of Object.entries(settings)) {
    const option = settable.find((one) => key === one.attributeName() && key !== CONFIG);
    if (option === undefined) command.error(`error: ${file}: there is no setting "${key}"`);
    else set(option, given, 'config', `${file}: ${key}`);
  }
}

function variableOf(option: Option): string {
  return `${PREFIX}${option.name().replaceAll('-', '_').toUpperCase()}`;
}

function valueOf(option: Option, given: unknown, byDefault: unknown): unknown {
  if (option.isBoolean()) return flagOf(given);
  const texts = textsOf(option, given);
  // Of commander: what the flag is parsed by.
  const parse = option.parseArg as ((text: string, former: unknown) => unknown) | undefined;
  if (option.argChoices !== undefined && !texts.every((text) => option.argChoices?.includes(text)))
    throw new InvalidArgumentError(`is one of: ${option.argChoices.join(', ')}.`);
  return texts.reduce(
    (former: unknown, text) => (parse === undefined ? text : parse(text, former)),
    byDefault,
  );
}

function flagOf(given: unknown): boolean {
  if (given === true || given === 'true' || given === '1') return true;
  if (given === false || given === 'false' || given === '0') return false;
  throw new InvalidArgumentError('is true or false.');
}

function textsOf(option: Option, given: unknown): readonly string[] {
  const isRepeatable = REPEATABLE.has(option.attributeName());
  if (typeof given === 'string' && isRepeatable) return given.split(/\s+/u).filter((text) => text !== '');
  if (Array.isArray(given) && isRepeatable) return given.map(textOf);
  // As the command line has lists of one flag.
  return [Array.isArray(given) ? given.map(textOf).join(',') : textOf(given)];
}

function textOf(given: unknown): string {
  if (typeof given === 'string') return given;
  if (typeof given === 'number') return String(given);
  throw new InvalidArgumentError('is a text.');
}

/** What stands in the file is said of it never: it may hold a token. */
function readSettings(command: Command, file: string): object {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    command.error(`error: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    const settings: unknown = JSON.parse(text);
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return settings;
  } catch {
    command.error(`error: ${file} is not JSON`);
  }
  return command.error(`error: ${file} is one JSON object`);
}
