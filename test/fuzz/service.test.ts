/** Fuzzing, for a moment: what the control service reads (G18, G22, G23, G27). */
import { testTargets } from './short-run.ts';

testTargets(['websocket', 'rest', 'jmap', 'smtp', 'mime']);
