import { variable } from '@marquee/shared/config';

/** What payments and its provider both read. */
export const providerVariables = {
  apiKey: variable.secret({
    name: 'PAYMENT_PROVIDER_API_KEY',
    description: 'says to the payment provider that it is us who calls',
  }),
  webhookSecret: variable.secret({
    name: 'PAYMENT_WEBHOOK_SECRET',
    description: "signs the payment provider's webhooks",
  }),
};
