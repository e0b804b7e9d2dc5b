/** Folders of tests, documents, examples and seeds, of other people's code, and of what serves developers and CI. */
const FOLDER = new RegExp(
  `^(${[
    'tests?|__tests__|specs?|e2e|cypress|playwright|testing|testdata|test[-_](data|helpers?|utils?|support)',
    'mocks?|__mocks__|fixtures?|__fixtures__|__snapshots__',
    'docs?|examples?|samples?|demos?|stories|\\.storybook',
    'seeds?|seeders?|seed-data|benchmarks?|bench|load-?tests?|k6',
    'node_modules|bower_components|vendor|third_party|site-packages|\\.venv|venv',
    'coverage|htmlcov|\\.github|\\.gitlab|\\.circleci|\\.husky|\\.devcontainer|\\.vscode|\\.idea|hack',
    '__generated__|generated-client',
    // Files for browsers and projects that only test others, of .NET.
    'wwwroot',
    '[\\w.-]+\\.((unit|integration|functional|acceptance|architecture|component|end-?to-?end|e2e|load|api)\\.?)?(tests?|specs|testing|benchmarks?)|[\\w.-]+(unit|integration|functional|endtoend)tests?',
    // What cargo runs for developers, and its output.
    'benches',
    'buildSrc|build-logic|\\.mvn|\\.gradle|testFixtures|(integration|int|functional|component|android)-?tests?|jmh',
  ].join('|')})$`,
  'i',
);

const FILE = new RegExp(
  [
    // Tests and stories.
    /\.(test|tests|spec|stories|story|e2e|bench|cy|mock)\.[cm]?[jt]sx?$/,
    /(^|_)test\.(go|py|rb)$/,
    /_spec\.rb$/,
    /Tests?\.cs$/,
    /(^|_)tests?\.rs$/,
    /^(test_.*|conftest|noxfile|fabfile|setup)\.py$/,
    // Types, and what tools wrote.
    /\.d\.[cm]?ts$/,
    /\.min\.[cm]?js$/,
    /_pb2(_grpc)?\.pyi?$/,
    /(\.pb(\.\w+)?|_grpc\.pb)\.go$/,
    /[._-](pb|grpc_pb)\.[cm]?[jt]s$/,
    // Configuration of builds and of what checks the code.
    /^(vite|vitest|jest|webpack|rollup|tailwind|postcss|babel|playwright|cypress|eslint|prettier|commitlint|karma|tsup|esbuild|svelte|astro|vue|nuxt|metro|craco|stylelint|lint-staged|drizzle|codegen|turbo|wdio|rspack|rsbuild)\.(config|conf|setup)(\.[\w-]+)?\.[cm]?[jt]s$/,
    /^(webpack|esbuild|rollup)(\.[\w-]+)*\.[cm]?[jt]s$/,
    /^(gulpfile|gruntfile)(\.babel)?\.[cm]?[jt]s$/,
    /^\.[\w-]+rc\.[cm]?js$/,
    /^(\.php-cs-fixer(\.dist)?|\.phpstorm\.meta|_ide_helper(_models)?|ecs|rector|deploy|scoper\.inc)\.php$/,
    // Seeds.
    /^(seed|seeds|seeder)\.([cm]?[jt]s|py|go|rb)$/,
  ]
    .map(({ source }) => `(?:${source})`)
    .join('|'),
  'i',
);

/** Classes of tests; `Commit.java` is none. */
const TEST_CLASS = /[a-z0-9](Test|Tests|TestCase|IT)\.(java|kt)$|[a-z0-9](Test|TestCase|Cest)\.php$/;
/** Rails: what serves developers, what changes the database, and what deploys. */
const RAILS_TOOLS =
  /(^|\/)(db\/(post_)?migrate|lib\/(tasks|generators)|features\/(step_definitions|support)|config\/deploy)\/|(^|\/)config\/(deploy|spring)\.rb$/;
/** What Maven and Gradle lay beside the sources, copies of configuration too. */
const BUILD_OUTPUT =
  /(^|\/)(target\/((test-)?classes|generated-|debug\/|release\/)|build\/(resources|classes|generated|tmp)\/)/;

/**
 * A file that never runs in a service's image: tests, documents, seeds, build configuration, vendored and generated
 * code.
 *
 * @param path below the service's own folder: what that folder is called says nothing
 */
export function neverRuns(path: string): boolean {
  const folders = withoutPackage(path).split('/');
  const file = folders.pop() ?? '';
  if (TEST_CLASS.test(file) || BUILD_OUTPUT.test(path) || (file.endsWith('.rb') && RAILS_TOOLS.test(path))) return true;
  return FILE.test(file) || folders.some((folder) => FOLDER.test(folder));
}

/** Packages of the JVM are folders: `src/main/java/com/example/demo` says nothing of examples. */
function withoutPackage(path: string): string {
  if (!/\.(java|kt)$/.test(path)) return path;
  const file = path.slice(path.lastIndexOf('/'));
  const source = /^(.*?(?:^|\/)src\/\w*[mM]ain\/(?:java|kotlin))\//.exec(path);
  if (source) return `${source[1] ?? ''}${file}`;
  const packages = /^(.*?(?:^|\/))(?:com|org|net|io|dev|me|edu|gov|app|[a-z]{2})\/\w+\/.*\.(?:java|kt)$/.exec(path);
  return packages ? `${packages[1] ?? ''}${file.slice(1)}` : path;
}
