// esbuild plugins that keep start-up short: what is not loaded costs nothing.

/** Parts of oclif that parity never reaches: debug output, spinners, prompts, looking for plugins and command files. */
const UNUSED = {
  debug: 'module.exports = () => Object.assign(() => {}, { enabled: false });',
  // Loaded on a terminal, where it looks up the frames of a style.
  'cli-spinners': 'exports.__esModule = true; exports.default = new Proxy({}, { get: () => ({ frames: [""] }) });',
  minimatch: 'exports.minimatch = (text, pattern) => text === pattern;',
  readline: 'module.exports = {};',
  'node:readline': 'module.exports = {};',
  'node:readline/promises': 'module.exports = {};',
  // The manifest names the commands.
  tinyglobby: 'exports.glob = async () => [];',
};

export const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]/ }, ({ path, importer }) =>
      Object.hasOwn(UNUSED, path) && importer.includes('node_modules') ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: UNUSED[path] }));
  },
};

/** An `import` of a built-in module makes Node evaluate all of its lazy parts (webcrypto and the like); a require does not. */
export const requiredBuiltins = {
  name: 'required-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'require-call' || kind === 'dynamic-import' ? undefined : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};
