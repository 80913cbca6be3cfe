import { readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentExample } from './environmentExample';

describe('.env.example', () => {
  it('lists what the packages declare; `npm run env-example` brings it up to date', () => {
    const file = path.join(__dirname, '../../../.env.example');
    expect(readFileSync(file, 'utf8')).toBe(environmentExample());
  });

  it('has every variable once, with its default, its unit and what must be set', () => {
    const text = environmentExample();
    expect(text.match(/^# LOG_LEVEL=/gm)).toHaveLength(1);
    expect(text).toMatch(/Default: 5000 ms\.\n# SUBGRAPH_TIMEOUT_MS=5000\n/);
    expect(text).toMatch(/Required, at least 32 bytes: .*\n# TOKEN_KEY_SECRET=\n/);
  });
});
