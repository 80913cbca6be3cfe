// `npm run env-example`: writes .env.example from the packages' declarations of their variables.
import fs from 'node:fs';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

await prepare();
const { environmentExample } = await import('./dist/launch/environmentExample.js');
fs.writeFileSync(path.join(root, '.env.example'), environmentExample());
