/** Says why the app does not start: a line for a terminal or a log, then a dialog for a person; and asks whose a profile is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog } from 'electron';
import { earlyText } from './early-text.ts';
import type { ProfileTrouble } from './profile-trouble.ts';

const FAILED = 1;

/** Ends the process with 1 when the person has read it; also when it is ended while the dialog stands there. */
export async function explainTrouble({ kind, place, code }: ProfileTrouble): Promise<void> {
  const words = earlyText(app).startUp;
  const { title, advice } = words.trouble[kind];
  const where = words.where(place, code);
  process.stderr.write(`${title} ${where} ${advice}\n`);
  const aside = elsewhere();
  app.on('before-quit', () => {
    end(aside);
  });
  await app.whenReady();
  await dialog.showMessageBox({
    type: 'error',
    title: words.caption,
    message: title,
    detail: `${where}\n\n${advice}`,
    buttons: [words.close],
    noLink: true,
  });
  end(aside);
}

/** What Chromium writes while the dialog is there has to go where it can. */
function elsewhere(): string | null {
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'continuity-companion-'));
    app.setPath('userData', folder);
    app.setPath('sessionData', folder);
    return folder;
  } catch {
    // Then no place is left, and the dialog comes as well as it can.
    return null;
  }
}

function end(aside: string | null): void {
  if (aside !== null) rmSync(aside, { recursive: true, force: true });
  app.exit(FAILED);
}

/** Whether the profile is to be used here although a computer of another name has marked it. */
export async function askToTakeOver(host: string): Promise<boolean> {
  const words = earlyText(app).startUp;
  const { message, detail, take, leave } = words.otherComputer;
  process.stderr.write(`${message(host)} ${detail}\n`);
  await app.whenReady();
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: words.caption,
    message: message(host),
    detail,
    buttons: [take, leave],
    // Two computers at once would write over each other: Enter by habit must not begin that.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
