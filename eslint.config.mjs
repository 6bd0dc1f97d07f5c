import js from '@eslint/js'
import next from '@next/eslint-plugin-next'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

// Who may import whom is in .dependency-cruiser.mjs.
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
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'off',
      'no-duplicate-imports': 'error',
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
    files: ['**/*.mjs', 'scripts/**', 'tools/**', 'bench/**', '*.config.*'],
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
