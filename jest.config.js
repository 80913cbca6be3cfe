const { availableParallelism } = require('node:os');

/** Unit tests stand beside the code; integration tests and journeys get a real PostgreSQL from `globalSetup`. */
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const moduleNameMapper = {
  '^@marquee/shared/(.+)$': '<rootDir>/shared/src/$1/index.ts',
  '^@marquee/(users|food|booking|catalog|orders|payments|platform)$': '<rootDir>/subgraphs/$1/src/index.ts',
  '^@marquee/(gateway|tools)$': '<rootDir>/$1/src/index.ts',
};

const withPostgres = {
  globalSetup: '<rootDir>/tools/jest/globalSetup.ts',
  globalTeardown: '<rootDir>/tools/jest/globalTeardown.ts',
};

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  roots: ['shared', 'gateway', 'subgraphs', 'tools', 'e2e'].map((folder) => `<rootDir>/${folder}`),
  testMatch,
  transform,
  moduleNameMapper,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/'],
  ...more,
});

module.exports = {
  // Journeys start whole processes; a test that hangs still ends.
  testTimeout: 60_000,
  // The tests wait for databases and processes more than they compute. Jest would run them one by one on two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testSequencer: '<rootDir>/tools/jest/longestFirst.js',
  projects: [
    project('unit', ['<rootDir>/**/src/**/*.test.ts', '<rootDir>/tools/{generation,installation,jest,sql}/*.test.ts']),
    project('integration', ['<rootDir>/**/test/**/*.int.test.ts'], withPostgres),
    project('journeys', ['<rootDir>/e2e/**/*.e2e.test.ts'], withPostgres),
  ],
};
