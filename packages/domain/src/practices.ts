import type { PracticeShown } from './practice.ts';
import { appreciationRound } from './practices/appreciationRound.ts';
import { caseClinic } from './practices/caseClinic.ts';
import { checkIn } from './practices/checkIn.ts';
import { goalsRound } from './practices/goalsRound.ts';
import { learningCircle } from './practices/learningCircle.ts';
import { openSpace } from './practices/openSpace.ts';

/** What comes with Crewtide: each for a meeting of 60 and of 90 minutes. */
export const PRACTICES: readonly PracticeShown[] = [
  checkIn,
  goalsRound,
  caseClinic,
  openSpace,
  appreciationRound,
  learningCircle,
];
