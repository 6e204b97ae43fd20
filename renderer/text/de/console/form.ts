/** German: the form of a continuity event. */
import type { Texts } from '../../texts-type.ts';

export const form: Texts['console']['form'] = {
  title: 'Neues Ereignis',
  description: 'Beschreibung',
  group: 'Betroffene Gruppe',
  chooseGroup: 'Gruppe wählen',
  outlook: 'Outlook-Continuity',
  outlookHint: 'Aus: Das Ereignis besteht, und kein Gerät geht dafür in den Notbetrieb.',
  startsNow: 'Beginnt sofort',
  eternal: 'Unbefristet: bis jemand es beendet',
  timeZone: 'Zeitzone',
  start: 'Beginn',
  end: 'Ende',
  startMessage: 'Startmeldung',
  endMessage: 'Endmeldung',
  cancel: 'Abbrechen',
  fieldsRefused: 'Einige Felder werden nicht angenommen; jedes sagt, warum.',
  save: 'Speichern',
  impactUnknown: 'Wählen Sie Gruppe und Zeiten, um zu sehen, wer teilnimmt.',
  impactNow_one: 'Beginnt sofort auf {{count}} Gerät; {{others}} nehmen nicht teil.',
  impactNow_other: 'Beginnt sofort auf {{count}} Geräten; {{others}} nehmen nicht teil.',
  impactLater_one: '{{count}} Gerät wird teilnehmen; {{others}} nicht.',
  impactLater_other: '{{count}} Geräte werden teilnehmen; {{others}} nicht.',
};
