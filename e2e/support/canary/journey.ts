import { randomUUID } from 'node:crypto';
import { orderInput } from '../foodOrders';
import type { Kitchen } from '../kitchen';
import type { Marquee } from '../marquee';
import type { Canaries } from './canaries';
import { type Evening, goToTheCinema } from './cinemaJourney';
import { payAndReturn } from './paymentJourney';
import type { Recorder } from './recorder';
import { keepShop } from './shopJourney';
import { withoutTable } from './traces';

const problems = 'errors { __typename code message path }';
const register = `mutation ($input: RegisterInput!) { register(input: $input) { user { id email } tokens { accessToken refreshToken } ${problems} } }`;
const login = `mutation ($input: LoginInput!) { login(input: $input) { user { id } tokens { accessToken refreshToken } ${problems} } }`;
const refresh = `mutation ($token: String) { tokenRefresh(refreshToken: $token) { tokens { accessToken refreshToken } ${problems} } }`;
const updateProfile = `mutation ($input: ProfileUpdateInput!) { profileUpdate(input: $input) { user { id } ${problems} } }`;
const changePassword = `mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { ok ${problems} } }`;
const saveAddress = `mutation ($input: AddressSaveInput!) { addressSave(input: $input) { savedAddress { id } ${problems} } }`;
const order = `mutation ($input: FoodOrderPlaceInput!) { foodOrderPlace(input: $input) { order { id } ${problems} } }`;
const cancel = `mutation ($id: ID!, $reason: String, $key: IdempotencyKey!) {
  foodOrderCancel(orderId: $id, reason: $reason, idempotencyKey: $key) { order { id } ${problems} }
}`;

export interface Flight {
  readonly marquee: Marquee;
  readonly kitchen: Kitchen;
  readonly recorder: Recorder;
  readonly canaries: Canaries;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Everything that somebody does with their data, in the right way and in every wrong one. */
export async function flyCanaries(flight: Flight): Promise<Evening> {
  await signUp(flight);
  const tokens = await signIn(flight);
  await orderDinner(flight, tokens);
  const evening = await goToTheCinema(flight, tokens);
  await keepShop(flight);
  await payAndReturn(flight);
  await sendNonsense(flight, tokens);
  await failInside(flight, tokens);
  const fresh = await refreshTwice(flight, tokens);
  await changeProfile(flight, fresh);
  return evening;
}

function account({ secrets, personal, displayName }: Canaries): Record<string, unknown> {
  const { email, firstName, lastName, phone } = personal;
  return { email, password: secrets.password, displayName, firstName, lastName, phone };
}

async function signUp({ recorder, canaries }: Flight): Promise<void> {
  const input = account(canaries);
  const { cookie } = await recorder.send(register, { input });
  await recorder.send('{ me { id } }', {}, { cookie });
  await recorder.send(register, { input });
  await recorder.send(register, { input: { ...input, email: 'x', password: canaries.secrets.weakPassword } });
  await recorder.send(register, { input: { ...input, password: canaries.secrets.weakPassword } });
  await recorder.send(register, { input: { ...input, phone: canaries.personal.badPhone } });
}

async function signIn({ recorder, canaries }: Flight): Promise<Tokens> {
  const { secrets, personal } = canaries;
  const right = { identifier: personal.email, password: secrets.password };
  await recorder.send(login, { input: { ...right, password: secrets.wrongPassword } });
  await recorder.send(login, { input: { identifier: personal.unknownEmail, password: secrets.password } });
  await recorder.send(login, { input: { identifier: secrets.misplacedPassword, password: secrets.misplacedPassword } });
  for (const password of [secrets.password, secrets.wrongPassword]) {
    const form = { grant_type: 'password', username: personal.email, password };
    await recorder.sendRaw('/oauth/token', { method: 'POST', body: new URLSearchParams(form) });
    await recorder.sendRaw(`/oauth/token?${new URLSearchParams(form).toString()}`, { method: 'POST' });
  }
  const input = { ...right, delivery: 'BEARER', deviceName: personal.deviceName };
  const { body } = await recorder.send(login, { input });
  return (body as { data: { login: { tokens: Tokens } } }).data.login.tokens;
}

async function orderDinner({ recorder, canaries, kitchen }: Flight, { accessToken: token }: Tokens): Promise<void> {
  const { street, note, reason, lineNote, addressLabel } = canaries.personal;
  const address = { recipient: canaries.personal.lastName, line1: street, city: 'Dublin', country: 'IE' };
  await recorder.send(saveAddress, { input: { label: addressLabel, address } }, { token });
  await recorder.send(
    saveAddress,
    { input: { label: addressLabel, address: { ...address, country: street } } },
    { token },
  );
  const input = orderInput(kitchen, {
    fulfilment: 'DELIVERY',
    deliveryAddress: address,
    note,
    lines: [{ menuItemId: kitchen.pizzaId, quantity: 2, note: lineNote }],
  });
  const { body } = await recorder.send(order, { input }, { token });
  const { id } = (body as { data: { foodOrderPlace: { order: { id: string } } } }).data.foodOrderPlace.order;
  await recorder.send(order, { input: { ...input, note: `${note} again` } }, { token });
  await recorder.send(order, { input: { ...input, note: note.repeat(100) } }, { token });
  await recorder.send(order, { input: { ...input, deliveryAddress: { line1: street } } }, { token });
  await recorder.send(cancel, { id, reason, key: randomUUID() }, { token });
  await recorder.subscribe('subscription { foodOrderChanged { cursor } }', token);
}

/** Requests that are no operations, with secrets in every place where one may end up by mistake. */
async function sendNonsense({ recorder, canaries }: Flight, { accessToken, refreshToken }: Tokens): Promise<void> {
  const { secrets, personal } = canaries;
  const { misplacedPassword: secret, unknownToken } = secrets;
  const right = { identifier: personal.email, password: secret };
  await recorder.send(login, { input: { ...right, pasword: secret } });
  await recorder.send(login, { input: { ...right, password: { value: secret } } });
  await recorder.send(login, { input: { ...right, delivery: secret } });
  await recorder.send(login, { input: secret });
  await recorder.send(`mutation { login(input: { identifier: "a", password: "${secret}", x: 1 }) { user { id } } }`);
  await recorder.send(`mutation { login(input: { identifier: "a", password: ["${secret}"] }) { user { id } } }`);
  await recorder.send(`mutation { login(input: { identifier: "a", delivery: "${secret}" }) { user { id } } }`);
  await recorder.send(`mutation { login(input: { password: "${secret}`);
  await recorder.send(`{ "${secret}" }`);
  await recorder.send(`{ me { id } } ${secret.replaceAll('-', ' ')} "${secret}" {`);
  await recorder.send(refresh, { token: { value: refreshToken } });
  await recorder.send('query ($id: ID!) { user(id: $id) { id } }', { id: secret }, { token: accessToken });
  const json = { 'content-type': 'application/json' };
  await recorder.sendRaw('/graphql', { method: 'POST', headers: json, body: `{"query": "${secret}" "${secret}"` });
  await recorder.sendRaw('/graphql', { method: 'POST', headers: json, body: `["${secret}"]` });
  await recorder.sendRaw('/graphql', { method: 'POST', headers: json, body: `"${secret}${'x'.repeat(200_000)}"` });
  await recorder.sendRaw(`/graphql?query=${secret}&password=${secret}`, { headers: json });
  await recorder.sendRaw(`/${secret}?token=${accessToken}`, { headers: { authorization: `Basic ${secret}` } });
  for (const authorization of [
    `Bearer ${unknownToken}`,
    `Basic ${unknownToken}`,
    unknownToken,
    `Bearer ${accessToken}x`,
  ]) {
    const body = JSON.stringify({ query: '{ me { id } }' });
    await recorder.sendRaw('/graphql', { method: 'POST', headers: { ...json, authorization }, body });
  }
  await recorder.send('{ me { id } }', {}, { cookie: `access_token=${unknownToken}` });
  await recorder.send('{ me { id } }', {}, { cookie: `access_token=${unknownToken}`, token: accessToken });
  await recorder.send(
    'mutation { tokenRefresh { tokens { tokenType } } }',
    {},
    { cookie: `refresh_token=${unknownToken}` },
  );
  await recorder.subscribe('subscription { foodOrderChanged { cursor } }', unknownToken);
}

/** The same while a table is gone: what the databases say of it must not say what was in the statement. */
async function failInside(
  { recorder, canaries, kitchen, marquee }: Flight,
  { accessToken: token }: Tokens,
): Promise<void> {
  const { secrets, personal } = canaries;
  const users = marquee.environment['USERS_DATABASE_URL'] ?? '';
  const food = marquee.environment['FOOD_DATABASE_URL'] ?? '';
  const right = { identifier: personal.email, password: secrets.password };
  for (const table of ['user_account', 'session', 'outbox']) {
    await withoutTable(users, table, async () => {
      await recorder.send(register, { input: { ...account(canaries), email: personal.unknownEmail } });
      await recorder.send(login, { input: right });
      await recorder.send(updateProfile, { input: { phone: personal.phone } }, { token });
      await recorder.send(
        changePassword,
        { input: { currentPassword: secrets.password, newPassword: secrets.newPassword } },
        { token },
      );
      const form = { grant_type: 'password', username: personal.email, password: secrets.password };
      await recorder.sendRaw('/oauth/token', { method: 'POST', body: new URLSearchParams(form) });
    });
  }
  await withoutTable(food, 'food_order_line', () =>
    recorder.send(order, { input: orderInput(kitchen, { note: personal.note }) }, { token }),
  );
}

/** Right, and then with the token that is spent by now, which ends the session. */
async function refreshTwice({ recorder, canaries }: Flight, { refreshToken }: Tokens): Promise<Tokens> {
  await recorder.send(refresh, { token: refreshToken });
  await recorder.send(refresh, { token: refreshToken });
  await recorder.send(refresh, { token: canaries.secrets.unknownToken });
  const { email: identifier } = canaries.personal;
  const { body } = await recorder.send(login, {
    input: { identifier, password: canaries.secrets.password, delivery: 'BEARER' },
  });
  return (body as { data: { login: { tokens: Tokens } } }).data.login.tokens;
}

async function changeProfile({ recorder, canaries }: Flight, { accessToken: token }: Tokens): Promise<void> {
  const { secrets, personal } = canaries;
  const { firstName, lastName, phone } = personal;
  await recorder.send(updateProfile, { input: { firstName, lastName, phone } }, { token });
  await recorder.send(updateProfile, { input: { phone: personal.badPhone } }, { token });
  const { password: currentPassword, newPassword, wrongPassword, weakPassword } = secrets;
  for (const input of [
    { currentPassword: wrongPassword, newPassword },
    { currentPassword, newPassword: weakPassword },
    { currentPassword, newPassword },
  ]) {
    await recorder.send(changePassword, { input }, { token });
  }
  await recorder.send('mutation { logout(everywhere: true) { revokedSessions } }', {}, { token });
}
