/** The shell's sentences in English. */
import type { ShellText } from './shell-text.ts';

export const english: ShellText = {
  appName: 'Continuity Companion',
  consoleTitle: 'Continuity Companion administration',
  tray: {
    open: 'Open Continuity Companion',
    compose: 'Compose',
    console: 'Open the administrators’ page',
    pauseFor1Hour: 'Pause notifications for 1 hour',
    resumeNotifications: 'Show notifications again',
    quit: 'Quit',
    status: {
      normal: 'Mail is running normally',
      dr: 'Disaster recovery: read and send mail here',
      unreachable: 'The control service cannot be reached',
      attention: 'Something needs your attention',
    },
  },
  stillRunning: {
    title: 'Continuity Companion keeps running',
    body: 'It stays in the notification area and tells you when mail is down. To end it, choose Quit there.',
    understood: 'OK',
  },
  noticeWithoutText: {
    start: 'Mail is down. You can read the last five days and go on working in Continuity Companion.',
    end: 'Mail is running normally again.',
    blocked:
      'Mail is down, and Use Cached Exchange Mode is off. Turn it on to go on working in Continuity Companion.',
    left: 'The continuity event no longer covers this device.',
    missed: 'A continuity event ran while this device was offline.',
  },
  link: {
    question: 'Open this link outside Continuity Companion?',
    leadsTo: (destination) => `It leads to ${destination}`,
    open: 'Open',
    cancel: 'Cancel',
  },
  save: { title: 'Save', failed: 'The file could not be saved. Choose another folder and try again.' },
};
