/** Fuzzing, for a moment: strangers' HTML (G19, G40; security, "Showing HTML mail"). */
import { testTargets } from '../../fuzz/short-run.ts';

testTargets(['sanitiser']);
