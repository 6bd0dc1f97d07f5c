import js from '@eslint/js'
import next from '@next/eslint-plugin-next'
import importX from 'eslint-plugin-import-x'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

// Who may not import whom (docs/decisions/0001-layout-and-imports.md). Each line: a room, and what it may not reach into.
const top = ['app', 'components', 'server', 'scripts', 'prisma', 'tests']
const store = ['generated', 'lib/db.ts', 'lib/auth', 'lib/queries', 'lib/mutations']
const walls = [
  ['lib/domain', [...top, ...store, 'lib/!(domain)/**', 'lib/*.ts']],
  ['lib/schemas', [...top, ...store]],
  ['lib/format', [...top, ...store]],
  ['lib/exports', [...top, ...store]],
  ['lib/imports', [...top, ...store]],
  ['lib/api', [...top, 'generated', 'lib/db.ts']],
  // Signing in and out is put on record where it happens.
  ['lib/auth', [...top, 'lib/queries', 'lib/mutations/!(audit).ts', 'lib/schemas', 'lib/format']],
  ['lib/queries', [...top, 'lib/mutations', 'lib/exports', 'lib/format']],
  ['lib/mutations', [...top, 'lib/exports', 'lib/format']],
  [
    'components',
    [
      'app',
      'server',
      'scripts',
      'prisma',
      'tests',
      'generated',
      'lib/db.ts',
      'lib/auth',
      'lib/mutations',
      'lib/exports',
    ],
  ],
  ['app', ['server', 'scripts', 'prisma', 'tests', 'generated', 'lib/db.ts']],
  ['server', ['app', 'components', 'tests', ...store]],
  ['scripts', ['app', 'components', 'tests', 'lib/db.ts', 'lib/auth', 'lib/queries']],
]

const nothingOutside = ['lib/domain'].map((room) => ({
  files: [`${room}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^[^.@]|^@(?!/lib/domain/)',
            message: 'The domain is pure: it imports nothing from outside.',
          },
        ],
      },
    ],
    'no-restricted-globals': ['error', 'process', 'window', 'document', 'fetch'],
    'no-restricted-syntax': [
      'error',
      {
        selector:
          "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: 'The domain never reads the clock: pass the date in.',
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['.next/', 'generated/', 'data/', 'test-results/', 'playwright-report/', 'next-env.d.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  importX.flatConfigs.typescript,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { typescript: true } },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: walls.flatMap(([room, closed]) =>
            closed.map((other) => ({ target: `./${room}/**/!(*.test).{ts,tsx}`, from: `./${other}` })),
          ),
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'off',
    },
  },
  {
    files: ['app/**/*.tsx', 'components/**/*.tsx'],
    plugins: { '@next/next': next, 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.strict.rules,
      // Spelt out on purpose: laid out as blocks on a phone, a table would lose its roles (components/ui/data-table.tsx).
      'jsx-a11y/no-redundant-roles': ['error', { thead: ['rowgroup'], tbody: ['rowgroup'] }],
      'jsx-a11y/no-interactive-element-to-noninteractive-role': ['error', { td: ['cell'] }],
      // Links are plain HTML: a page is complete in itself, and moving between pages needs no script (docs/decisions/0003).
      '@next/next/no-html-link-for-pages': 'off',
    },
  },
  {
    files: ['components/!(charts)/**/*.tsx', 'app/**/*.{ts,tsx}', 'lib/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'recharts', message: 'Only components/charts draws with recharts.' }] },
      ],
    },
  },
  ...nothingOutside,
  {
    files: ['**/*.mjs', 'scripts/**', 'bench/**', '*.config.*'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        WebAssembly: 'readonly',
      },
    },
  },
)
