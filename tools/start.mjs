// `npm start`: installs and compiles what is missing, then hands over to src/start.ts.
import { prepare, root } from './prepare.mjs';
import { step } from './steps.mjs';

const startedAt = Date.now();
// A fresh clone phones nobody.
process.env.APOLLO_TELEMETRY_DISABLED ??= 'true';

process.chdir(root);
console.log('Marquee');
await prepare();
const { start } = await import('./dist/start.js');
start({ root, step, startedAt });
