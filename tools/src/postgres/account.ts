import { readFileSync, statSync } from 'node:fs';

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The account that PostgreSQL is to run as when we are root, which it refuses to be served by: the owner of the data,
 * or an existing account without rights. Null when we are an ordinary user and PostgreSQL simply runs as us.
 */
export function accountForPostgres(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseAccount);
  const account =
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody') ??
    accounts.find(({ uid }) => uid >= 1000);
  if (account === undefined) throw new Error('running as root, and /etc/passwd has no other account for PostgreSQL');
  return account;
}

/** How a program of PostgreSQL is run: as `account`, in a folder that everybody reaches, in a fixed language and zone. */
export function spawnOptionsFor(account: Account | null) {
  const identity = account === null ? {} : { uid: account.uid, gid: account.gid };
  return { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
}

function parseAccount(line: string): Account {
  const [name = '', , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}
