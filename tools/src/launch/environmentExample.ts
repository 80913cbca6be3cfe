import { gatewayVariables } from '@marquee/gateway';
import { simulatedProviderVariables } from '@marquee/payments';
import { type Variable, variable } from '@marquee/shared/config';
import { launcherVariables } from './config';
import { databaseNames } from './databases';
import { subgraphServices } from './services';

const preface = [
  '# Every variable, with its default and its unit. `npm start` needs none of them: what must be set it makes itself.',
  '# Made by `npm run env-example` from the declarations in each config.ts.',
];

/** The text of `.env.example`. A variable that several packages read stands where it comes up first. */
export function environmentExample(): string {
  const seen = new Set<string>();
  const sections = [
    section('npm start', Object.values(launcherVariables), seen),
    section('gateway', Object.values(gatewayVariables), seen),
    ...subgraphServices.map(({ name, variables }) => section(name, [urlOf(name), ...Object.values(variables)], seen)),
    section('simulated payment provider', Object.values(simulatedProviderVariables), seen),
    section('docker compose', databaseNames.map(passwordOf), seen),
  ];
  return `${[preface.join('\n'), ...sections].join('\n\n')}\n`;
}

function section(title: string, variables: readonly Variable<unknown>[], seen: Set<string>): string {
  const fresh = variables.filter(({ name }) => !seen.has(name));
  for (const { name } of fresh) seen.add(name);
  return [`# --- ${title} ---`, ...fresh.map(entry)].join('\n\n');
}

function entry(declared: Variable<unknown>): string {
  const { name, description, defaultText } = declared;
  return `# ${sentence(description)} ${requirement(declared)}\n# ${name}=${defaultText ?? ''}`;
}

function requirement({ required, secret, defaultText, unit }: Variable<unknown>): string {
  if (secret) return `${required ? 'Required' : 'Optional'}, at least 32 bytes: openssl rand -hex 32`;
  if (required) return 'Required.';
  if (defaultText === undefined) return 'Optional.';
  return `Default: ${defaultText === '' ? 'none' : defaultText}${unit === undefined ? '' : ` ${unit}`}.`;
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return capital.endsWith('.') ? capital : `${capital}.`;
}

/** Read by the gateway for whatever subgraphs supergraph.yaml lists, so it is declared nowhere by name. */
function urlOf(subgraph: string): Variable<unknown> {
  return variable.url({
    name: `${subgraph.toUpperCase()}_URL`,
    description: `Where the gateway reaches ${subgraph}, in place of routing_url in supergraph.yaml.`,
    optional: true,
  });
}

/** Read by docker-compose.yml alone, which builds the URLs of its databases with them. */
function passwordOf(database: string): Variable<unknown> {
  return variable.text({
    name: `${database.toUpperCase()}_DATABASE_PASSWORD`,
    description: `The password of the PostgreSQL container of ${database}, of letters and digits.`,
  });
}
