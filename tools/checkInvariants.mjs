// `npm run check:invariants`: reads the databases that the environment names, or else those of the data folder, whether
// Marquee runs on it or not, and says what of all that must always hold does not.
import { prepare, root } from './prepare.mjs';

process.chdir(root);
await prepare();
const { runCheck } = await import('./dist/invariants/runCheck.js');
try {
  const { report, isWhole } = await runCheck(process.env, root);
  console.log(report);
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
