// `npm run release-schema`: the schema as it is now becomes the one that later changes must stay compatible with.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(tools);

// It fails on a breaking change that CHANGELOG.md does not name, so none is released unannounced.
const { status } = spawnSync(process.execPath, [path.join(tools, 'generate.mjs')], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
fs.copyFileSync(path.join(root, 'generated/api.graphql'), path.join(root, 'schema/released.graphql'));
console.log(
  'schema/released.graphql is the schema of now. Move what CHANGELOG.md has under Unreleased to the release.',
);
