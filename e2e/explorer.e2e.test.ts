import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cookiesOf, post } from './support/client';
import { orderInput, place } from './support/foodOrders';
import { type Kitchen, openKitchen } from './support/kitchen';
import { type Marquee, startMarquee } from './support/marquee';
import { type Person, register } from './support/people';

const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const hasChromium = existsSync(executable);
if (!hasChromium) {
  process.stderr.write(`No Chromium at ${executable}: the explorer is not tested. Name one with CHROMIUM.\n`);
}

/** A machine without a network: whatever the page asks of any other origin is counted and refused. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

(hasChromium ? describe : describe.skip)('the explorer in a browser that has no network', () => {
  let marquee: Marquee;
  let kitchen: Kitchen;
  let customer: Person;
  let browser: Browser;
  let page: Page;
  const askedElsewhere: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    marquee = await startMarquee('colocated');
    kitchen = await openKitchen(marquee.url);
    customer = await register(marquee.url, 'Nora');
    browser = await chromium.launch({ executablePath: executable, args: flags });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.addCookies([{ ...(await accessCookie()), url: marquee.url, httpOnly: true, sameSite: 'Lax' }]);
    await context.route(
      (url) => url.origin !== marquee.url,
      (route) => {
        askedElsewhere.push(route.request().url());
        return route.abort();
      },
    );
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${marquee.url}/explorer`);
  });

  afterAll(async () => {
    await browser?.close();
    await marquee?.stop();
  });

  async function accessCookie(): Promise<{ name: string; value: string }> {
    const login = await post(
      marquee.url,
      'mutation ($input: LoginInput!) { login(input: $input) { errors { code } } }',
      { input: { identifier: customer.email, password: customer.password } },
    );
    const value = cookiesOf(login).match(/access_token=([^;]+)/)?.[1];
    if (value === undefined) throw new Error('login set no cookie');
    return { name: 'access_token', value };
  }

  const open = (sample: string) => page.locator('app-window-switcher-item').getByText(sample, { exact: true }).click();
  const send = () => page.getByRole('button', { name: 'Send Request' }).locator('visible=true').click();
  const result = (text: string) => page.locator('app-query-result .cm-content:visible').getByText(text).first();

  it('runs a query and shows its answer', async () => {
    await open('Restaurants');
    await send();
    await result(`"${kitchen.name}"`).waitFor();
    expect(await result('"isOpen"').isVisible()).toBe(true);
  });

  it('shows the events of a subscription, with fields of both subgraphs', async () => {
    await open('Watch my orders');
    await send();
    // The page does not say when the subscription runs: orders are placed until one is seen.
    const seen = result('"Nora"').waitFor();
    const placing = setInterval(() => void place(marquee.url, customer.token, orderInput(kitchen)), 500);
    await seen.finally(() => clearInterval(placing));
    expect(await result('"PLACED"').isVisible()).toBe(true);
  });

  it('asked nothing of any other site and complained of nothing', () => {
    expect(askedElsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
