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
    bodyWithoutTray:
      'This desktop has no notification area, so the window stays among the open ones and tells you when mail is down. To end it, choose Quit in its settings.',
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
  startUp: {
    caption: 'Continuity Companion',
    close: 'Close',
    trouble: {
      'no-folder': {
        title: 'Continuity Companion cannot start: its folder cannot be made.',
        advice:
          'A file is in its place, or the place takes no folders. Move the file away, or start with --user-data-dir and another folder.',
      },
      foreign: {
        title: 'Continuity Companion cannot start: its folder belongs to another user.',
        advice:
          'It was probably started once as an administrator. Ask your administrator to give the folder, with all that is in it, back to you. Nothing in it was changed.',
      },
      closed: {
        title: 'Continuity Companion cannot start: it may not write to its folder.',
        advice:
          'Give yourself the right to read and write it, with all that is in it. Nothing in it was changed.',
      },
      'read-only': {
        title: 'Continuity Companion cannot start: the disk of its folder is read-only.',
        advice:
          'A disk that reports errors is often made read-only by the system. Ask your administrator to look at it. Nothing was changed.',
      },
      full: {
        title: 'Continuity Companion cannot start: the disk is full.',
        advice:
          'Your mail and what waits to be sent are still there. Make some room (a few megabytes are enough) and start it again.',
      },
      other: {
        title: 'Continuity Companion cannot start: its folder cannot be used.',
        advice: 'Show this to your administrator. Nothing in the folder was changed.',
      },
    },
    where: (place, code) => `The place is ${place} (${code}).`,
    otherComputer: {
      message: (host) => `This profile is marked as in use on another computer, ${host}.`,
      detail:
        'If this computer was renamed, or your home folder moved, use it here. If Continuity Companion runs on the other computer, quit it there first: two at once would spoil what is kept.',
      take: 'Use it here',
      leave: 'Quit',
    },
  },
  save: { title: 'Save', failed: 'The file could not be saved. Choose another folder and try again.' },
};
