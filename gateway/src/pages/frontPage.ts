import { createHash } from 'node:crypto';
import { contentSecurityPolicy } from './contentSecurityPolicy';
import { escapeHtml } from './escapeHtml';
import type { SampleOperation } from './sampleOperation';
import type { Page } from './sendPage';

const style = `
:root { color-scheme: light dark; --ink: #1c1530; --dim: #6a6380; --paper: #faf8ff; --card: #fff; --line: #e4dff2; --glow: #6d3bd1; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f1edfb; --dim: #a79fbf; --paper: #14101f; --card: #1d172c; --line: #342b4b; --glow: #b794ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 4rem 1.25rem; }
h1 { margin: 0 0 .25rem; font-size: 2.4rem; letter-spacing: -.02em; }
p { margin: 0 0 2rem; color: var(--dim); }
ul { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); margin: 0 0 2.5rem; padding: 0; list-style: none; }
a { display: block; height: 100%; padding: 1.1rem 1.25rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); color: var(--dim); text-decoration: none; }
a:hover, a:focus-visible { border-color: var(--glow); outline: none; }
a strong { display: block; color: var(--glow); font-size: 1.05rem; }
h2 { margin: 0 0 .5rem; font-size: 1rem; }
pre { margin: 0; padding: 1.1rem 1.25rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); font: 14px/1.5 ui-monospace, monospace; }
code { font-family: ui-monospace, monospace; color: var(--ink); }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const policy = contentSecurityPolicy({ 'style-src': [`'sha256-${styleHash}'`] });

const tools = [
  { href: '/explorer', name: 'Explorer', text: 'Write queries and watch subscriptions. Needs no network.' },
  { href: '/sandbox', name: 'Apollo Sandbox', text: 'Apollo’s own explorer, loaded from its site.' },
  { href: '/schema.graphql', name: 'Schema', text: 'The whole API as SDL, with descriptions.' },
  { href: '/health', name: 'Health', text: 'Each service, and how fast it answers.' },
];

const links = `<ul>
${tools.map(({ href, name, text }) => `<li><a href="${href}"><strong>${name}</strong>${text}</a></li>`).join('\n')}
</ul>`;

const firstQuery = (sample: SampleOperation) =>
  `<h2>${escapeHtml(sample.name)}</h2>\n<pre>${escapeHtml(sample.query.trim())}</pre>`;

/** The page at `/` until there is a web client: points at the tools, and without them only names the endpoint. */
export function frontPage({ developerTools, samples, title }: FrontPageOptions): Page {
  const [sample] = samples;
  const more = developerTools ? [links, ...(sample ? [firstQuery(sample)] : [])] : [];
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>One GraphQL endpoint: <code>/graphql</code>, over HTTP and websocket.</p>
${more.join('\n')}
</main>
</body>
</html>
`;
  return { html, contentSecurityPolicy: policy };
}

export interface FrontPageOptions {
  developerTools: boolean;
  samples: readonly SampleOperation[];
  title: string;
}
