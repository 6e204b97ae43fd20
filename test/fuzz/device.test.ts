/** Fuzzing, for a moment: what the companion and the headless device read (G18, G27, G39, security 17). */
import { testTargets } from './short-run.ts';

testTargets(['frames', 'jmap-client', 'mail-reading', 'settings', 'cache-files', 'bridge']);
