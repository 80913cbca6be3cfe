import { readFileSync, statSync } from 'node:fs';

/** What has PostgreSQL write down how it did each statement; a time of 0 means all of them. */
export const explainingSettings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': 0,
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_verbose': 'off',
  'auto_explain.log_timing': 'on',
};

const entry = /duration: ([\d.]+) ms {2}plan:\n((?:\t.*\n)+)/g;
/** Of services that work by themselves: outbox, inbox, sweeps. */
const background =
  /\b(outbox|inbox|bus_\w+|pg_\w*lock\w*|seat_hold|waitlist_entry|stock_reservation|session|login_attempt)\b/;

/**
 * The plans of what PostgreSQL has done while `act` ran, the longest first, without those of work in the background.
 * @returns {Promise<{ ms: number, plan: string }[]>}
 */
export async function plansDuring(logFile, act) {
  const from = statSync(logFile).size;
  await act();
  // It writes when a statement ends, which is before its answer is sent, but through a pipe of its own.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const said = readFileSync(logFile).subarray(from).toString('utf8');
  return [...said.matchAll(entry)]
    .map(([, ms, plan]) => ({ ms: Number(ms), plan: plan.replace(/^\t/gm, '') }))
    .filter(({ plan }) => !background.test(plan))
    .toSorted((a, b) => b.ms - a.ms);
}
