import type { Charge } from './domain/charge';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Nothing but forms that go back to the page itself. */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Where the simulated customer confirms a charge, or does not. */
export function challengePage({ amountMinor, currency, status }: Charge): string {
  const body =
    status === 'requires_action'
      ? `<form method="post"><button name="decision" value="approve">Approve</button>
         <button name="decision" value="refuse">Refuse</button></form>`
      : `<p>This payment is ${escape(status)}. You may close this page.</p>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Confirm your payment</title>
<style>body{font:1.1rem sans-serif;margin:4rem auto;max-width:30rem}button{font:inherit;padding:.5rem 1rem}</style>
<h1>Simulated bank</h1><p>${amountMinor} minor units of ${escape(currency)}</p>${body}</html>`;
}
