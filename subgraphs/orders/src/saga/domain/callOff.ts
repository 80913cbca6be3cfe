import type { Timing } from './patience';
import { turnBack } from './retreat';
import type { Progress } from './saga';

/** Undoes a saga that runs or is complete; the very same progress when it goes back already. */
export function callOff(progress: Progress, reason: string, timing: Timing): Progress {
  const { state } = progress.saga;
  if (state !== 'RUNNING' && state !== 'COMPLETED') return progress;
  const failure = { step: null, code: 'CALLED_OFF', message: reason, type: 'ValidationError', details: {} };
  return turnBack(progress, failure, timing);
}
