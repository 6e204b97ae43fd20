/** Every English sentence of the companion, by part of the window. */
import { band } from './en/band.ts';
import { compose } from './en/compose.ts';
import { console } from './en/console.ts';
import { frame } from './en/frame.ts';
import { mail } from './en/mail.ts';
import { network } from './en/network.ts';
import { notices } from './en/notices.ts';
import { problems } from './en/problems.ts';
import { settings } from './en/settings.ts';
import { signIn } from './en/sign-in.ts';
import { status } from './en/status.ts';
import { times } from './en/times.ts';

export const en = {
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
} as const;
