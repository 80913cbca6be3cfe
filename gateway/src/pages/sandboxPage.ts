import { randomBytes } from 'node:crypto';
import { contentSecurityPolicy } from './contentSecurityPolicy';
import { scriptJson } from './escapeHtml';
import type { SampleOperation } from './sampleOperation';
import type { Page } from './sendPage';

const scriptOrigin = 'https://embeddable-sandbox.cdn.apollographql.com';
const frameOrigin = 'https://sandbox.embed.apollographql.com';

const policyFor = (nonce: string) =>
  contentSecurityPolicy({
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [`'nonce-${nonce}'`],
    'frame-src': [frameOrigin],
    // The embedding script sends the operations of the frame from this page, to this origin.
    'connect-src': ["'self'"],
  });

/** The sandbox keeps one document and one variables pane: all samples in one document, the reader picks one to run. */
function initialStateOf(samples: readonly SampleOperation[]) {
  return {
    document: samples.map(({ name, query }) => `# ${name.replace(/\s+/g, ' ')}\n${query.trim()}`).join('\n\n'),
    variables: Object.assign({}, ...samples.map(({ variables }) => variables ?? {})) as Record<string, unknown>,
    includeCookies: true,
  };
}

/** Apollo Sandbox, embedded from its own site; says so where there is no network. */
export function sandboxPage(samples: readonly SampleOperation[]): Page {
  const nonce = randomBytes(16).toString('base64');
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Apollo Sandbox</title>
<style nonce="${nonce}">
html, body, #sandbox { height: 100%; margin: 0; }
iframe { width: 100%; height: 100%; border: 0; }
p { margin: 4rem auto; max-width: 34rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
</style>
</head>
<body>
<div id="sandbox"><p>Apollo Sandbox loads from apollographql.com, which cannot be reached from here. The <a href="/explorer">explorer</a> needs no network.</p></div>
<script nonce="${nonce}" src="${scriptOrigin}/v2/embeddable-sandbox.umd.production.min.js"></script>
<script nonce="${nonce}">
if (window.EmbeddedSandbox) {
  document.querySelector('#sandbox').replaceChildren();
  new window.EmbeddedSandbox({
    target: '#sandbox',
    initialEndpoint: new URL('/graphql', location.href).href,
    initialSubscriptionEndpoint: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    initialState: ${scriptJson(initialStateOf(samples))},
    endpointIsEditable: false,
    hideCookieToggle: false,
    runTelemetry: false,
    allowDynamicStyles: false,
  });
}
</script>
</body>
</html>
`;
  return { html, contentSecurityPolicy: policyFor(nonce) };
}
