import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { listen, post } from './support/client';
import { layouts, type Marquee, startMarquee } from './support/marquee';
import { logInAsAdministrator, type Person, register } from './support/people';

const watch = 'subscription { mySessions { kind session { id isCurrent } } }';
interface Watched {
  readonly mySessions: {
    readonly kind: string;
    readonly session: { readonly id: string; readonly isCurrent: boolean };
  };
}
interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** A socket that the gateway shut because the sign-in had ended. */
const signedOut = expect.objectContaining({ code: 4403 });
const withinMs = 5_000;

describe.each(layouts)('sessions, %s', (layout) => {
  let marquee: Marquee;
  beforeAll(async () => {
    marquee = await startMarquee(layout);
  });
  afterAll(() => marquee.stop());

  const token = async (form: Record<string, string>) => {
    const answer = await fetch(`${marquee.url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Tokens };
  };
  const logIn = async ({ email, password }: Person): Promise<Tokens> =>
    (await token({ grant_type: 'password', username: email, password })).json;
  const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });
  const ask = (accessToken: string, query: string, variables: Record<string, unknown> = {}) =>
    post<Record<string, { errors?: unknown }>>(marquee.url, query, variables, { token: accessToken });
  const inTime = (ended: Promise<unknown>) =>
    Promise.race([ended, new Promise((resolve) => setTimeout(resolve, withinMs, 'still open').unref())]);
  const statusInTime = async (accessToken: string) => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const { status } = await ask(accessToken, '{ me { id } }');
      if (status === 401 || Date.now() > deadline) return status;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  /** A subscription that runs for certain: it has told of an event. */
  const watching = async (person: Person, accessToken: string) => {
    const listening = listen<Watched>(marquee.url, watch, {}, { token: accessToken });
    for (let attempt = 0; listening.received.length === 0; attempt += 1) {
      if (attempt === 50) throw new Error('the subscription told of nothing');
      await logIn(person);
      await listening.find(() => true, 200);
    }
    return listening;
  };

  it('open by a form as command-line clients of old send it, from where the client is', async () => {
    const person = await register(marquee.url, 'Quinn');
    const { status, headers, json } = await token({
      grant_type: 'password',
      username: person.email,
      password: person.password,
    });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual([]);
    const { data } = await ask(json.access_token, '{ me { displayName sessions { ipAddress userAgent isCurrent } } }');
    expect(data['me']).toMatchObject({
      displayName: 'Quinn',
      sessions: expect.arrayContaining([{ ipAddress: '127.0.0.1', userAgent: expect.any(String), isCurrent: true }]),
    });
    const refused = await token({ grant_type: 'password', username: person.email, password: 'not this one' });
    expect(refused).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('end with all their tokens and sockets when a spent refresh token comes back', async () => {
    const person = await register(marquee.url, 'Rosa');
    const stolen = await logIn(person);
    const fresh = (await refresh(stolen.refresh_token)).json;
    const socket = await watching(person, fresh.access_token);
    const bystander = await watching(person, person.token);

    expect((await refresh(stolen.refresh_token)).status).toBe(400);
    expect(await inTime(socket.ended)).toEqual(signedOut);
    expect(await statusInTime(fresh.access_token)).toBe(401);
    expect((await refresh(fresh.refresh_token)).status).toBe(400);
    // Another session of the same person is another family.
    const told = await bystander.find(({ mySessions }) => mySessions.kind === 'REVOKED', withinMs);
    expect(told).toMatchObject({ mySessions: { session: { isCurrent: false } } });
    expect((await ask(person.token, '{ me { id } }')).status).toBe(200);
    await Promise.all([socket.close(), bystander.close()]);
  });

  it('end everywhere else when the password changes', async () => {
    const person = await register(marquee.url, 'Sol');
    const elsewhere = await logIn(person);
    const socket = await watching(person, elsewhere.access_token);
    const { data } = await ask(
      person.token,
      'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { ok errors { code } } }',
      { input: { currentPassword: person.password, newPassword: 'quiet-marble-accordion-8' } },
    );
    expect(data['passwordChange']).toEqual({ ok: true, errors: [] });
    expect(await inTime(socket.ended)).toEqual(signedOut);
    expect(await statusInTime(elsewhere.access_token)).toBe(401);
    expect((await ask(person.token, '{ me { id } }')).status).toBe(200);
    await socket.close();
  });

  it.each([
    ['their role', 'roleAssign', 'RoleAssignInput', { role: 'MODERATOR' }],
    ['their account is switched off', 'userStatusSet', 'UserStatusInput', { isActive: false }],
  ])('of a user end when an administrator changes it: %s', async (_what, field, type, change) => {
    const person = await register(marquee.url, 'Tess');
    const administrator = await logInAsAdministrator(marquee.url);
    const { data } = await ask(
      administrator,
      `mutation ($input: ${type}!) { ${field}(input: $input) { user { id } errors { code } } }`,
      { input: { userId: person.id, reason: 'A test', ...change } },
    );
    expect(data[field]).toEqual({ user: { id: person.id }, errors: [] });
    expect(await statusInTime(person.token)).toBe(401);
  });

  it('go on over a change of the signing key on the operator’s command', async () => {
    const person = await register(marquee.url, 'Uma');
    const keys = async () =>
      ((await (await fetch(`${marquee.url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }).keys;
    const [before] = await keys();
    const output = await rotateKey(marquee.environment);
    expect(output).toMatch(/^key_\S+ is published now and signs from 2\d{3}-/);
    expect((await keys()).map(({ kid }) => kid)).toEqual([output.split(' ')[0], before?.kid]);
    expect((await ask(person.token, '{ me { id } }')).status).toBe(200);
    expect(await rotateKey(marquee.environment)).toContain('was on its way already');
    expect(await keys()).toHaveLength(2);
  });
});

function rotateKey(environment: Readonly<Record<string, string>>): Promise<string> {
  const file = join(__dirname, '..', 'subgraphs/users/dist/rotateKey.js');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [file], { env: { ...environment } }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
  });
}
