// `npm run reset`: empties the data folder.
import fs from 'node:fs';
import { prepare, root } from './prepare.mjs';

process.chdir(root);
// What wrote the data can empty it; it is not compiled anew, so that a broken working copy can be reset too.
if (!fs.existsSync(new URL('./dist/reset.js', import.meta.url))) await prepare();
const { reset } = await import('./dist/reset.js');
try {
  console.log(await reset(process.env, root));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
