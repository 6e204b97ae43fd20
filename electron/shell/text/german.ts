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
    bodyWithoutTray:
      'Diese Arbeitsumgebung hat keinen Infobereich. Das Fenster bleibt deshalb unter den offenen und meldet sich, wenn E-Mail ausfällt. Beenden können Sie es in seinen Einstellungen.',
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
  startUp: {
    caption: 'Continuity Companion',
    close: 'Schließen',
    trouble: {
      'no-folder': {
        title: 'Continuity Companion kann nicht starten: Sein Ordner lässt sich nicht anlegen.',
        advice:
          'An seiner Stelle liegt eine Datei, oder der Ort nimmt keine Ordner auf. Verschieben Sie die Datei, oder starten Sie mit --user-data-dir und einem anderen Ordner.',
      },
      foreign: {
        title: 'Continuity Companion kann nicht starten: Sein Ordner gehört einem anderen Benutzer.',
        advice:
          'Wahrscheinlich wurde es einmal als Administrator gestartet. Bitten Sie Ihre Administratoren, Ihnen den Ordner mit allem darin zurückzugeben. Darin wurde nichts geändert.',
      },
      closed: {
        title: 'Continuity Companion kann nicht starten: Es darf nicht in seinen Ordner schreiben.',
        advice:
          'Geben Sie sich das Recht, ihn mit allem darin zu lesen und zu schreiben. Darin wurde nichts geändert.',
      },
      'read-only': {
        title:
          'Continuity Companion kann nicht starten: Der Datenträger seines Ordners ist schreibgeschützt.',
        advice:
          'Ein Datenträger mit Fehlern wird oft vom System schreibgeschützt. Bitten Sie Ihre Administratoren, ihn zu prüfen. Es wurde nichts geändert.',
      },
      full: {
        title: 'Continuity Companion kann nicht starten: Der Datenträger ist voll.',
        advice:
          'Ihre E-Mail und was auf den Versand wartet, ist noch da. Schaffen Sie Platz (wenige Megabyte genügen), und starten Sie es noch einmal.',
      },
      other: {
        title: 'Continuity Companion kann nicht starten: Sein Ordner ist nicht benutzbar.',
        advice: 'Zeigen Sie das Ihren Administratoren. Im Ordner wurde nichts geändert.',
      },
    },
    where: (place, code) => `Der Ort ist ${place} (${code}).`,
    otherComputer: {
      message: (host) => `Dieses Profil ist als benutzt auf einem anderen Computer vermerkt: ${host}.`,
      detail:
        'Wenn dieser Computer umbenannt oder Ihr persönlicher Ordner verschoben wurde, benutzen Sie es hier. Läuft Continuity Companion auf dem anderen Computer, beenden Sie es zuerst dort: Zwei zugleich würden beschädigen, was hier liegt.',
      take: 'Hier benutzen',
      leave: 'Beenden',
    },
  },
  save: {
    title: 'Speichern',
    failed:
      'Die Datei ließ sich nicht speichern. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.',
  },
};
