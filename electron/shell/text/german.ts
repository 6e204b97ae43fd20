/** The shell's sentences in German. */
import type { ShellText } from './shell-text.ts';

export const german: ShellText = {
  appName: 'Continuity Companion',
  consoleTitle: 'Continuity Companion Verwaltung',
  tray: {
    open: 'Continuity Companion öffnen',
    compose: 'Verfassen',
    console: 'Seite der Administratoren öffnen',
    pauseFor1Hour: 'Benachrichtigungen 1 Stunde anhalten',
    resumeNotifications: 'Benachrichtigungen wieder zeigen',
    quit: 'Beenden',
    status: {
      normal: 'E-Mail läuft normal',
      dr: 'Notfallbetrieb: E-Mail hier lesen und senden',
      unreachable: 'Der Kontrolldienst ist nicht erreichbar',
      attention: 'Etwas braucht Ihre Aufmerksamkeit',
    },
  },
  stillRunning: {
    title: 'Continuity Companion läuft weiter',
    body: 'Es bleibt im Infobereich und meldet sich, wenn E-Mail ausfällt. Beenden können Sie es dort.',
    understood: 'OK',
  },
  noticeWithoutText: {
    start:
      'E-Mail ist ausgefallen. In Continuity Companion lesen Sie die letzten fünf Tage und arbeiten weiter.',
    end: 'E-Mail läuft wieder normal.',
    blocked:
      'E-Mail ist ausgefallen, und der Exchange-Cache-Modus ist aus. Schalten Sie ihn ein, um in Continuity Companion weiterzuarbeiten.',
    left: 'Das Kontinuitätsereignis betrifft dieses Gerät nicht mehr.',
    missed: 'Ein Kontinuitätsereignis lief, während dieses Gerät offline war.',
  },
  link: {
    question: 'Diesen Link außerhalb von Continuity Companion öffnen?',
    leadsTo: (destination) => `Er führt zu ${destination}`,
    open: 'Öffnen',
    cancel: 'Abbrechen',
  },
  save: {
    title: 'Speichern',
    failed:
      'Die Datei ließ sich nicht speichern. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.',
  },
};
