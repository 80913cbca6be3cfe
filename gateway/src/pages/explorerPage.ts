import { randomBytes } from 'node:crypto';
import { renderAltair, renderInitSnippet } from 'altair-static';
import { contentSecurityPolicy } from './contentSecurityPolicy';
import type { SampleOperation } from './sampleOperation';
import type { Page } from './sendPage';

/** Where the explorer's static files are served; its page resolves them against this base. */
export const explorerBase = '/explorer/';

// Altair wants absolute URLs, and only the browser knows the origin that it reached us by: the names become expressions.
const expressions: Readonly<Record<string, string>> = {
  'endpoint-url': "new URL('/graphql', location.origin).href",
  'socket-url': "new URL('/graphql', location.origin.replace(/^http/, 'ws')).href",
};

const endpoint = {
  endpointURL: 'endpoint-url',
  subscriptionsEndpoint: 'socket-url',
  initialSubscriptionRequestHandlerId: 'graphql-ws',
} as const;

/** What Altair would otherwise fetch or advertise from its own site. */
const quiet = {
  'banners.disable': true,
  'alert.disableUpdateNotification': true,
  disablePushNotification: true,
  'schema.reloadOnStart': true,
} as const;

const tabOf = ({ name, query, variables }: SampleOperation) => ({
  ...endpoint,
  initialName: name,
  initialQuery: query,
  ...(variables ? { initialVariables: JSON.stringify(variables, null, 2) } : {}),
});

// Altair adds these three style elements before it knows its nonce: an empty one, an empty theme, the editor's base rules.
const nonceless = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-KEusrVhJr9hIBdaMJvOVaP+WWz8kc3DCY43CCLLIGfY='",
  "'sha256-yk9i/VlAiCewfGAOHBXDc9YkttDeM+lHMEWQuZFElGM='",
];

const policyFor = (nonce: string) =>
  contentSecurityPolicy({
    'script-src': ["'self'", `'nonce-${nonce}'`],
    'style-src': ["'self'", `'nonce-${nonce}'`, ...nonceless],
    // Some templates hide an element by its attribute; no attribute can run or load anything.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'frame-src': ["'self'"],
    'base-uri': ["'self'"],
  });

/** Altair writes each option as a template literal, and leaves `</script>` in one as it is. */
const safeScript = (script: string) =>
  script.replaceAll('<', '\\x3c').replace(/`([a-z]+-url)`/g, (literal, name: string) => expressions[name] ?? literal);

/** The self-hosted explorer with one tab per sample; loads nothing from anywhere but this origin. */
export function explorerPage(samples: readonly SampleOperation[]): Page {
  const nonce = randomBytes(16).toString('base64');
  const options = {
    baseURL: explorerBase,
    cspNonce: nonce,
    disableAccount: true,
    initialSettings: quiet,
    ...endpoint,
    ...(samples.length > 0 ? { initialWindows: samples.map(tabOf) } : {}),
  };
  const script = renderInitSnippet(options);
  const html = renderAltair(options)
    .replace(script, () => safeScript(script))
    .replace('<app-root>', `<app-root ngCspNonce="${nonce}">`);
  return { html, contentSecurityPolicy: policyFor(nonce) };
}
