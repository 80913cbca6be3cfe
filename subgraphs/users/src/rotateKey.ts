import { ConfigError } from '@marquee/shared/config';
import { createLogger } from '@marquee/shared/logging';
import { readUsersConfig } from './config';
import { openUsersDatabase } from './persistence/dataSource';
import { rotateSigningKey } from './services/tokens/rotateSigningKey';

/** The operator's command: replaces the key that signs access tokens, with the configuration of a running users. */
async function rotateKey(): Promise<string> {
  const config = readUsersConfig(process.env);
  const database = await openUsersDatabase(config.databaseUrl, createLogger({ service: 'users', level: 'warn' }));
  try {
    const { kid, signsFrom, isNew } = await rotateSigningKey(database, { ...config, now: new Date() });
    const found = isNew ? 'is published now' : 'was on its way already';
    return `${kid} ${found} and signs from ${signsFrom.toISOString()}\n`;
  } finally {
    await database.destroy();
  }
}

rotateKey().then(
  (line) => process.stdout.write(line),
  (error: unknown) => {
    process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
    process.exitCode = 1;
  },
);
