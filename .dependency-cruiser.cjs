/**
 * Who may import whom: contract <- core <- adapters <- apps. One rule per row of the table in docs/ARCHITECTURE.md; the
 * comment of a rule says what to do instead. `scripts/guards/` plants a violation of each and sees it reported.
 */
const tests = '[.]test[.]tsx?$';
const testSupport = '^(packages|apps)/[^/]+/src/testing/';
const ours = '^(packages|apps)/';
const nativeEngine = '^node-llama-cpp$|node_modules/(node-llama-cpp|@node-llama-cpp)/';
const database = 'node_modules/(@photostructure/sqlite|kysely)/|^(node:)?sqlite$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move what both need into a third file, or turn the call round with a callback.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    {
      name: 'no-unresolvable',
      comment: 'The import leads nowhere: mend the path, or declare the package in the package.json of the folder that imports it.',
      severity: 'error',
      from: {},
      // what `virtual:` names is made while the pages are built
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'front-door-only',
      comment: 'Import `@maobi/<name>`, never a file inside another package: export what is missing from its index.ts.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/[^/]+/src/index[.]ts$'] },
    },
    {
      name: 'front-door-only-from-outside',
      comment: 'Apps, tests and scripts import `@maobi/<name>`, never a file inside a package.',
      severity: 'error',
      from: { path: '^(apps|tests|scripts|benchmarks)/' },
      to: { path: '^packages/', pathNot: '^packages/[^/]+/src/index[.]ts$' },
    },
    {
      name: 'contract-imports-nothing-of-ours',
      comment: 'contract is what crosses a wire and stands alone: move the shared type into contract.',
      severity: 'error',
      from: { path: '^packages/contract/' },
      to: { path: ours, pathNot: '^packages/contract/' },
    },
    {
      name: 'core-imports-contract-only',
      comment: 'core knows no adapter: state what it needs as an interface in core/src/ports and implement it outside.',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: tests },
      to: { path: ours, pathNot: ['^packages/core/', '^packages/contract/'] },
    },
    {
      name: 'core-is-pure',
      comment: 'No node:* and no library in core: add what is needed to a port (core/src/ports) and implement it in an adapter.',
      severity: 'error',
      from: { path: '^packages/core/', pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'], pathNot: ours },
    },
    {
      name: 'contract-runs-in-the-browser',
      comment: 'No node:* in contract: the web and the server both load it.',
      severity: 'error',
      from: { path: '^packages/contract/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'markdown-tree-imports-nothing-of-ours',
      comment: 'markdown-tree reads Markdown and knows nothing else: what draws or keeps it belongs to whoever imports it.',
      severity: 'error',
      from: { path: '^packages/markdown-tree/', pathNot: tests },
      to: { path: ours, pathNot: '^packages/markdown-tree/' },
    },
    {
      name: 'markdown-tree-runs-in-the-browser',
      comment: 'No node:* in markdown-tree: the web and the server both load it.',
      severity: 'error',
      from: { path: '^packages/markdown-tree/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-never-import-each-other',
      comment: 'Adapters meet in apps/studio/src/compose.ts only: pass the other one in through a port of core.',
      severity: 'error',
      from: {
        path: '^packages/(engine-[^/]+|store-[^/]+|model-files|template-files|table-files|page-files|library|code-check|http-api)/',
        pathNot: tests,
      },
      to: { path: '^packages/', pathNot: ['^packages/$1/', '^packages/(core|contract|markdown-tree)/'] },
    },
    {
      name: 'web-imports-contract-only',
      comment:
        'The browser speaks to the server through the typed client of contract; besides that they share how Markdown is read, and no other code.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: ours, pathNot: ['^apps/web/', '^packages/(contract|markdown-tree)/'] },
    },
    {
      name: 'nothing-imports-apps',
      comment: 'A package never knows who uses it: move the shared part down into core or a package.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'studio-never-imports-web',
      comment: 'The server hands the built web out as files (apps/web/dist); it never loads its code.',
      severity: 'error',
      from: { path: '^apps/studio/' },
      to: { path: '^apps/web/' },
    },
    {
      name: 'testkit-never-in-production',
      comment: 'Scripted engine, memory store and factories are for tests and `npm run dev`; production code gets a port instead.',
      severity: 'error',
      from: { path: ours, pathNot: [tests, testSupport, '^packages/testkit/'] },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'test-support-never-in-production',
      comment: 'What lies in src/testing/ is for the tests of its package; move what the program needs out of there.',
      severity: 'error',
      from: { path: ours, pathNot: [tests, testSupport] },
      to: { path: testSupport },
    },
    {
      name: 'native-engine-in-one-place',
      comment: 'Only engine-llama knows node-llama-cpp: use the Engine port.',
      severity: 'error',
      from: { pathNot: '^packages/engine-llama/' },
      to: { path: nativeEngine },
    },
    {
      name: 'database-in-one-place',
      comment: 'Only store-sqlite knows the database driver and the query builder: use the Store port.',
      severity: 'error',
      from: { pathNot: ['^packages/store-sqlite/', '^tests/upgrades/'] },
      to: { path: database },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/dist/|/[.]cache/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
    skipAnalysisNotInRules: true,
  },
};
