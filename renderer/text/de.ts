/** Every German sentence of the companion; the compiler asks for each that English has. */
import { band } from './de/band.ts';
import { compose } from './de/compose.ts';
import { console } from './de/console.ts';
import { frame } from './de/frame.ts';
import { mail } from './de/mail.ts';
import { network } from './de/network.ts';
import { notices } from './de/notices.ts';
import { problems } from './de/problems.ts';
import { settings } from './de/settings.ts';
import { signIn } from './de/sign-in.ts';
import { status } from './de/status.ts';
import { times } from './de/times.ts';
import type { Texts } from './texts-type.ts';

export const de: Texts = {
  band,
  compose,
  console,
  frame,
  mail,
  network,
  notices,
  problems,
  settings,
  signIn,
  status,
  times,
};
