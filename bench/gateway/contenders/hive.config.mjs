// Hive's gateway as it comes, but for what is shared: by default it shares equal fetches and no clients' queries.
import { defineConfig } from '@graphql-hive/gateway';

const { SHARE_SUBGRAPH_FETCHES, SHARE_CLIENT_QUERIES } = process.env;

export const gatewayConfig = defineConfig({
  transportEntries: {
    '*.http': { options: { deduplicateInflightRequests: SHARE_SUBGRAPH_FETCHES === 'true' } },
  },
  inboundInflightRequestDeduplication: SHARE_CLIENT_QUERIES === 'true',
});
