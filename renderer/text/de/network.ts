/** German: what is in the way between this device and its service. */
import type { Texts } from '../texts-type.ts';

export const network: Texts['network'] = {
  unnamed: 'niemandem, den es nennt',
  proxy: {
    open: 'Beim Proxy anmelden',
    name: 'Name für den Proxy',
    password: 'Kennwort für den Proxy',
    hint: 'Wird nur dem Proxy gesendet. Bleibt auf diesem Computer, wenn es hier versiegelt werden kann, sonst bis der Companion geschlossen wird.',
    later: 'Nicht jetzt',
    submit: 'Weiter',
    nameEmpty: 'Geben Sie den Namen ein, den Sie beim Proxy haben.',
  },
  failures: {
    'unknown-name': {
      title: 'Diesen Namen hat kein Computer',
      text: 'Unter dem Namen {{host}} ist nichts bekannt. Prüfen Sie die Adresse auf Tippfehler; stimmt sie, braucht Ihr Netz vielleicht erst sein VPN.',
    },
    'no-network': {
      title: 'Es gibt kein Netz',
      text: 'Dieser Computer ist nicht verbunden. Prüfen Sie WLAN, Kabel und Flugmodus.',
    },
    'connection-refused': {
      title: 'Die Verbindung wird abgelehnt',
      text: '{{host}} ist da und lehnt die Verbindung ab. Prüfen Sie die Zahl nach dem Doppelpunkt, falls es eine gibt; sonst fragen Sie Ihre Administration, ob der Dienst läuft.',
    },
    'timed-out': {
      title: 'Es kommt keine Antwort',
      text: '{{host}} antwortet nicht. Vielleicht ist eine Firewall im Weg, oder die Adresse ist eine andere. Versuchen Sie ein anderes Netz, oder fragen Sie Ihre Administration.',
    },
    'cut-off': {
      title: 'Die Verbindung wird getrennt',
      text: 'Die Verbindung zu {{host}} beginnt und wird getrennt. Vielleicht lässt etwas in Ihrem Netz sie nicht durch: Versuchen Sie ein anderes, oder fragen Sie Ihre Administration.',
    },
    'not-encrypted': {
      title: 'Was antwortet, ist nicht sicher',
      text: 'Was unter {{host}} antwortet, spricht kein https, darum wurde nichts gesendet. Prüfen Sie die Zahl nach dem Doppelpunkt, oder fragen Sie Ihre Administration.',
    },
    'certificate-unknown': {
      title: 'Dieser Computer vertraut dem Dienst noch nicht',
      text: '{{host}} antwortet, aber sein Zertifikat, für „{{subject}}“, hat „{{issuer}}“ unterschrieben, und das kennt dieser Computer nicht. Gesendet wurde nichts, auch nicht Ihr Kennwort. Bitten Sie Ihre Administration, jenes Zertifikat hier zu installieren.',
    },
    'certificate-expired': {
      title: 'Das Zertifikat des Dienstes ist abgelaufen',
      text: 'Das Zertifikat von {{host}} galt bis {{until}}, und hier ist es {{now}}. Gesendet wurde nichts. Stimmen Datum oder Uhrzeit nicht, stellen Sie sie richtig; sonst bitten Sie Ihre Administration, es zu erneuern.',
    },
    'certificate-not-yet-valid': {
      title: 'Die Uhr dieses Computers geht vielleicht falsch',
      text: 'Das Zertifikat von {{host}} gilt ab {{from}}, und hier ist es {{now}}. Gesendet wurde nichts. Prüfen Sie Datum und Uhrzeit dieses Computers.',
    },
    'certificate-other-name': {
      title: 'Das Zertifikat gilt für einen anderen Namen',
      text: 'Was für {{host}} antwortet, hat ein Zertifikat für {{names}}. Gesendet wurde nichts. Geben Sie den Dienst mit jenem Namen ein, wenn es der richtige ist; sonst fragen Sie Ihre Administration.',
    },
    'certificate-not-fit': {
      title: 'Das Zertifikat des Dienstes taugt nicht',
      text: 'Das Zertifikat von {{host}} ist zurückgezogen oder nicht für einen Dienst gemacht. Gesendet wurde nichts. Fragen Sie Ihre Administration.',
    },
    'proxy-unreachable': {
      title: 'Der Proxy antwortet nicht',
      text: 'Ihr Netz schickt alles über {{proxy}}, und der ist nicht erreichbar. Prüfen Sie Ihr Netz oder den Proxy in den Einstellungen des Systems.',
    },
    'proxy-wants-password': {
      title: 'Der Proxy fragt, wer Sie sind',
      text: 'Ihr Netz schickt alles über {{proxy}}. Er will einen Namen und ein Kennwort, bevor er den Companion durchlässt. Ihr Cloud-Kennwort ist das nicht.',
    },
    'proxy-password-wrong': {
      title: 'Der Proxy kennt Sie nicht',
      text: '{{proxy}} nimmt diesen Namen und dieses Kennwort nicht an. Gemeint sind die Ihres Netzes, nicht Ihr Cloud-Kennwort.',
    },
    'proxy-sign-in-unknown': {
      title: 'Der Proxy will eine Anmeldung, die hier nicht geht',
      text: '{{proxy}} nimmt nur {{schemes}}, und das kennt der Companion nicht. Bitten Sie Ihre Administration, ihn am Proxy vorbeizulassen.',
    },
    'proxy-refuses': {
      title: 'Der Proxy lässt den Companion nicht durch',
      text: '{{proxy}} lehnt die Verbindung ab ({{status}}). Bitten Sie die Betreuung Ihres Netzes, den Dienst zu erlauben.',
    },
    'proxy-gets-nowhere': {
      title: 'Der Proxy erreicht den Dienst nicht',
      text: '{{proxy}} kommt nicht zu {{host}} ({{status}}). Prüfen Sie die Adresse; stimmt sie, fragen Sie die Betreuung Ihres Netzes.',
    },
    'authorities-unusable': {
      title: 'Eine Zertifikatsdatei dieses Computers ist unbrauchbar',
      text: 'Der Companion soll dem vertrauen, was in {{file}} steht, und die Datei ist unbrauchbar. Gesendet wurde nichts. Sagen Sie es Ihrer Administration: {{why}}.',
    },
    'web-page': {
      title: 'Stattdessen antwortet eine Webseite',
      text: 'An Stelle von {{host}} antwortet eine Webseite. Will dieses Netz erst eine Anmeldung, wie in Hotels und Zügen, öffnen Sie einen Browser und melden sich dort an; sonst prüfen Sie die Adresse.',
    },
    redirected: {
      title: 'Die Adresse führt anderswohin',
      text: '{{host}} führt weiter zu {{to}}. Ist das die Anmeldung Ihres Netzes, öffnen Sie sie zuerst in einem Browser; ist es die neue Adresse des Dienstes, geben Sie jene ein.',
    },
    'not-a-service': {
      title: 'Hier ist kein Steuerdienst',
      text: 'Unter {{host}} antwortet etwas anderes als ein Steuerdienst. Prüfen Sie die Adresse, mit allem, was auf den Namen folgt.',
    },
    'not-its-name': {
      title: 'Der Dienst heißt nicht so',
      text: 'Ein Steuerdienst antwortet, und {{host}} ist keiner seiner Namen. Geben Sie die Adresse ein, die Sie von Ihrer Administration haben; ist es diese, sagen Sie es ihr.',
    },
    draining: {
      title: 'Der Dienst ist einen Augenblick weg',
      text: 'Der Dienst unter {{host}} startet neu oder wird gewartet. Versuchen Sie es in einer Minute noch einmal.',
    },
    'channel-blocked': {
      title: 'Die direkte Verbindung ist gesperrt',
      text: 'Ihr Netz lässt Webseiten von {{host}} durch, die direkte Verbindung nicht. Der Companion fragt stattdessen alle 3 Minuten; Ihre Administration kann WebSockets erlauben lassen.',
    },
    unreachable: {
      title: 'Der Dienst ist nicht erreichbar',
      text: '{{host}} ist nicht erreichbar. Prüfen Sie Ihr Netz, oder fragen Sie Ihre Administration.',
    },
  },
};
