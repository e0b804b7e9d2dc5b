import { expect, test } from 'vitest';
import { codeFiles } from '../../src/pairing/code-folders.ts';
import { neverRuns } from '../../src/pairing/never-run.ts';

test.each([
  'test/till.js',
  'src/__tests__/till.ts',
  'src/till.test.ts',
  'src/till.spec.tsx',
  'e2e/checkout.ts',
  'cypress/support/commands.js',
  'oven_test.go',
  'test_oven.py',
  'oven_test.py',
  'tests/conftest.py',
  'test-utils/render.tsx',
  'src/mocks/handlers.ts',
  'fixtures/bread.js',
  'docs/example.py',
  'examples/quickstart/main.go',
  'samples/client.js',
  'prisma/seed.ts',
  'db/seeds/bread.js',
  'scripts/seed.py',
  'src/Button.stories.tsx',
  '.storybook/main.js',
  'vite.config.ts',
  'vitest.setup.ts',
  'webpack.config.prod.js',
  'webpack.prod.js',
  'jest.config.cjs',
  'next.config.mjs',
  'tailwind.config.js',
  'karma.conf.js',
  'gulpfile.js',
  '.eslintrc.js',
  'setup.py',
  'noxfile.py',
  'node_modules/express/index.js',
  'vendor/github.com/redis/redis.go',
  'third_party/lib.py',
  'types/global.d.ts',
  'public/jquery.min.js',
  'proto/shop_pb2.py',
  'proto/shop_pb2_grpc.py',
  'proto/shop.pb.go',
  'proto/shop_grpc.pb.go',
  'src/gen/shop_pb.ts',
  '.github/scripts/release.js',
  '.devcontainer/setup.js',
  'k6/load.js',
  'coverage/lcov-report/prettify.js',
  'hack/tools.go',
])('N245 %s never runs in the image', (path) => {
  expect(neverRuns(path)).toBe(true);
});

test.each([
  'src/server.js',
  'testing-service/main.go',
  'contest/entry.py',
  'latest/feed.ts',
  'docs-api/routes.ts',
  'src/attestation.ts',
  'src/specials/menu.ts',
  'src/example.ts',
  'src/testimonials.tsx',
  'shop/tasks.py',
  'src/next.ts',
  'src/vue.js',
  'src/config.ts',
  'app/config/production.js',
  'seedlings/plant.py',
  'src/seeding.ts',
  'vendors/list.ts',
  'src/mocking-bird.ts',
  'benchmarked/main.go',
  'protest.go',
  'mytest.py',
])('N245 %s may run', (path) => {
  expect(neverRuns(path)).toBe(false);
});

test.each([
  ['samples', 'samples/server.js'],
  ['test/testing-service', 'test/testing-service/server.js'],
  ['examples/docs', 'examples/docs/server.js'],
  ['docs/server.js', 'docs/server.js'],
])('N245 a service whose own folder is %s keeps its code', (folder, path) => {
  const roots = { service: 'web', folders: [folder], reason: '' };

  expect(codeFiles(roots, [roots], [path, 'samples/test/a.js'])).toEqual([path]);
});
