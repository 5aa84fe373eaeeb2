import type { LabAttempt } from '../attempt.ts';
import type { LabDesk } from '../desk.ts';
import type { AttemptEvent } from '../progress.ts';
import type { Lab, LabStep, LabStepOf } from '../schema.ts';

/** What every step of the guide is given. */
export interface StepProps<Kind extends LabStep['kind']> {
  readonly lab: Lab;
  readonly step: LabStepOf<Kind>;
  readonly attempt: LabAttempt;
  readonly record: (event: AttemptEvent) => void;
  /** Null until the run was opened; then the guide may steer it. */
  readonly desk: LabDesk | null;
  /** Loads and opens the run; resolves with it. */
  readonly openDesk: () => Promise<LabDesk | null>;
  /** On a phone: shows the app instead of the guide. */
  readonly showApp: () => void;
  /** To the next step, where it is open. */
  readonly onNext: () => void;
}
