import type { Environment } from '@marquee/shared/config';
import { keptSecret } from './secrets';

/** What suits a developer's own machine, and what a production would have to choose by itself. */
const developmentDefaults = { DEVELOPER_TOOLS: 'true', COOKIE_SECURE: 'false' };

const secretFiles = {
  GATEWAY_IDENTITY_SECRET: 'gateway-identity',
  TOKEN_KEY_SECRET: 'token-key',
  TICKET_KEY_SECRET: 'ticket-key',
  PASSWORD_PEPPER: 'password-pepper',
  PAYMENT_PROVIDER_API_KEY: 'payment-provider-api-key',
  PAYMENT_WEBHOOK_SECRET: 'payment-webhook',
};

/** The environment of every service: what was given, and for the rest secrets and values made for this machine. */
export function completeEnvironment(given: Environment, secretsFolder: string): Environment {
  const environment: Record<string, string | undefined> = { ...developmentDefaults, ...withoutEmpty(given) };
  for (const [name, file] of Object.entries(secretFiles)) environment[name] ??= keptSecret(secretsFolder, file);
  if (environment['MARQUEE_ADMIN_EMAIL'] !== undefined) {
    environment['MARQUEE_ADMIN_PASSWORD'] ??= keptSecret(secretsFolder, 'admin-password', 15);
  }
  return environment;
}

/** `NAME=` in a shell or a compose file means that the variable is not set. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
}
