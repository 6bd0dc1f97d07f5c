// Who may import whom, and that nothing imports in a circle: neither files nor folders (docs/decisions/0001-layout-and-imports.md).
// Tests are free: they build what they need from anywhere.
const top = ['app', 'components', 'server', 'scripts', 'prisma', 'demo']
const store = ['generated', 'lib/db\\.ts', 'lib/auth', 'lib/audit', 'lib/queries', 'lib/mutations']

/** Each line: a room, and what it may not reach into. */
const walls = {
  'lib/domain': [...top, ...store, 'lib/(?!domain/)'],
  'lib/format': [...top, ...store, 'lib/(schemas|exports|imports|api)/'],
  'lib/schemas': [...top, ...store, 'lib/(exports|imports|api)/'],
  'lib/exports': [...top, ...store, 'lib/(imports|api)/'],
  'lib/imports': [...top, ...store, 'lib/(exports|api)/'],
  'lib/audit': [...top, 'lib/(auth|queries|mutations|schemas|exports|imports|api)/'],
  'lib/auth': [...top, 'lib/(queries|mutations|schemas|exports|imports|api)/'],
  'lib/queries': [...top, 'lib/(mutations|exports|imports|api)/', 'lib/format/(?!.*messages\\.ts$)'],
  'lib/mutations': [...top, 'lib/(exports|api)/'],
  'lib/api': [...top, 'generated', 'lib/db\\.ts', 'lib/mutations'],
  'components/(ui|forms|charts|paper|status)': [
    'app',
    'server',
    'scripts',
    'prisma',
    'demo',
    'generated',
    'lib/db\\.ts',
    'lib/(auth|audit|queries|mutations|exports|imports|api)/',
  ],
  components: [
    'app',
    'server',
    'scripts',
    'prisma',
    'demo',
    'generated',
    'lib/db\\.ts',
    'lib/(auth|audit|mutations|exports|imports)/',
  ],
  app: ['server', 'scripts', 'tools', 'prisma', 'demo', 'generated', 'lib/db\\.ts'],
  server: ['app', 'components', 'scripts', 'prisma', 'demo', ...store],
  tools: ['app', 'components', 'server', 'scripts', 'demo', 'lib/db\\.ts', 'lib/(auth|queries|mutations)/'],
  scripts: ['app', 'components', 'lib/db\\.ts', 'lib/queries/'],
  demo: ['app', 'components', 'server', 'scripts'],
}

const isTest = '\\.(test|spec)\\.tsx?$'

/** @type {import('dependency-cruiser').IConfiguration & { forbidden: import('dependency-cruiser').IForbiddenRuleType[] }} */
export default {
  forbidden: [
    {
      name: 'no-circle-of-files',
      severity: /** @type {const} */ ('error'),
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      severity: /** @type {const} */ ('error'),
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-tests',
      severity: /** @type {const} */ ('error'),
      from: { pathNot: ['^tests/', '^bench/', isTest] },
      to: { path: ['^tests/', '^bench/'] },
    },
    ...Object.entries(walls).map(([room, closed]) => ({
      name: `walls-of-${room.replaceAll(/\W+/g, '-')}`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^${room}/`, pathNot: isTest },
      to: { path: closed.map((other) => `^${other}`) },
    })),
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'generated'] },
    exclude: { path: ['^node_modules', '^\\.next', '^tests/', isTest, '^bench/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
}
