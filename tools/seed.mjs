// `npm run seed`: fills the databases without starting anything. See src/seed.ts.
import { prepare, root } from './prepare.mjs';

process.env.APOLLO_TELEMETRY_DISABLED ??= 'true';

process.chdir(root);
await prepare();
const { seed } = await import('./dist/seed.js');
await seed(root, process.argv.slice(2));
