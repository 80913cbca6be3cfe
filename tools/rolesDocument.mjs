// `npm run roles`: writes docs/roles.md from the scopes that users grants.
import fs from 'node:fs';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

await prepare();
const { rolesDocument } = await import('./dist/rolesDocument.js');
fs.writeFileSync(path.join(root, 'docs/roles.md'), rolesDocument());
