import { ConfigError, readConfig, variable } from './index';

const variables = {
  port: variable.port({ name: 'PORT', default: 4000, description: 'Port to listen on.' }),
  databaseUrl: variable.url({ name: 'DATABASE_URL', description: 'Where the database is.' }),
  identitySecret: variable.secret({ name: 'IDENTITY_SECRET', description: 'Signs identities.' }),
  timeoutMs: variable.integer({ name: 'TIMEOUT_MS', default: 5000, min: 1, unit: 'ms', description: 'Time-out.' }),
  developerTools: variable.boolean({ name: 'DEVELOPER_TOOLS', default: false, description: 'Tools on.' }),
  layout: variable.oneOf({ name: 'LAYOUT', values: ['near', 'far'], default: 'near', description: 'Where it runs.' }),
  origins: variable.list({ name: 'ORIGINS', default: [], description: 'Allowed origins.' }),
  adminEmail: variable.text({ name: 'ADMIN_EMAIL', optional: true, description: 'First administrator.' }),
};

const complete = { DATABASE_URL: 'postgres://localhost/users', IDENTITY_SECRET: 'x'.repeat(32) };

describe('reading the configuration', () => {
  it('fills in the defaults and freezes the result', () => {
    const config = readConfig(complete, variables);
    expect(config).toMatchObject({ port: 4000, timeoutMs: 5000, developerTools: false, layout: 'near', origins: [] });
    expect(config.adminEmail).toBeUndefined();
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('parses what is set', () => {
    const config = readConfig(
      {
        ...complete,
        PORT: '8080',
        DEVELOPER_TOOLS: 'true',
        LAYOUT: 'far',
        ORIGINS: 'http://a.example, http://b.example',
      },
      variables,
    );
    expect(config).toMatchObject({
      port: 8080,
      developerTools: true,
      layout: 'far',
      origins: ['http://a.example', 'http://b.example'],
    });
  });

  it('reports every mistake at once', () => {
    const read = () =>
      readConfig({ PORT: '70000', IDENTITY_SECRET: 'too short', TIMEOUT_MS: '1.5', LAYOUT: 'moon' }, variables);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(
      /PORT must be a whole number from 0 to 65535[^]*DATABASE_URL must be set[^]*IDENTITY_SECRET must have at least 32 bytes[^]*TIMEOUT_MS must[^]*LAYOUT must be one of near, far/,
    );
  });

  it('never repeats a secret or a URL with a password', () => {
    const read = () => readConfig({ DATABASE_URL: 'hunter2-not-a-url', IDENTITY_SECRET: 'hunter2' }, variables);
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });
});
