export interface BannerAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface BannerOptions {
  readonly url: string;
  readonly accounts: readonly BannerAccount[];
  readonly dataFolder: string;
  readonly logFile: string;
  readonly startedInMs: number;
  /** Whether other machines can reach the gateway. */
  readonly isOpenToOthers: boolean;
}

const query = '{ restaurants(first: 3) { nodes { name isOpen menu { food { name } price { decimal currency } } } } }';

/** What somebody needs who has just typed `npm start`, within one screen of 80 columns and 40 lines. */
export function banner(options: BannerOptions): string {
  const { url, accounts, dataFolder, logFile, startedInMs, isOpenToOthers } = options;
  const widths = {
    role: longest(accounts.map(({ role }) => role)),
    email: longest(accounts.map(({ email }) => email)),
  };
  const warning = '  These passwords are public and other machines can reach this address.';
  return [
    '',
    `Marquee is ready (${(startedInMs / 1000).toFixed(1)} s).`,
    '',
    `  GraphQL    ${url}/graphql   (HTTP and websocket)`,
    `  Explorer   ${url}/explorer  (needs no network)`,
    `  Sandbox    ${url}/sandbox`,
    `  Health     ${url}/health`,
    '',
    'Accounts',
    ...accounts.map(
      ({ role, email, password }) => `  ${role.padEnd(widths.role)}  ${email.padEnd(widths.email)}  ${password}`,
    ),
    ...(isOpenToOthers ? [warning] : []),
    '',
    'A first query',
    `  ${query}`,
    `  curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `    -d '${JSON.stringify({ query: '{ restaurants(first: 3) { nodes { name isOpen } } }' })}'`,
    '',
    `Data       ${dataFolder}  (\`npm run reset\` empties it)`,
    `Log        ${logFile}`,
    'Stop       Ctrl-C',
    '',
  ].join('\n');
}

const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));
