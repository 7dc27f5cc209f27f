import { readdirSync } from 'node:fs'
import { createNodeResolver, flatConfigs, importX } from 'eslint-plugin-import-x'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Folders that know no feature. In this order: each may use those before it. */
const shared = ['i18n', 'ui', 'api', 'commands', 'preferences']

const features = readdirSync('src/features', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

/** shared → features → app, made from the folder list so that a new feature has its zone at once. */
const zones = [
  {
    target: shared.map((folder) => `./src/${folder}`),
    from: ['./src/features', './src/app'],
    message: 'Shared folders know no feature. Hand the feature in from app/ instead.',
  },
  {
    target: './src/features',
    from: './src/app',
    message: 'Features do not know the app around them.',
  },
  ...features.map((feature) => ({
    target: `./src/features/${feature}`,
    from: './src/features',
    except: [`./${feature}`],
    message: 'Features do not know each other. Put them together in app/.',
  })),
  {
    target: './src',
    from: './test-server',
    except: ['./test-server/**'],
    message: 'The test server is for tests only.',
  },
]

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'target', 'test-results', 'playwright-report'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  flatConfigs.typescript,
  jsxA11y.flatConfigs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks, 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] })],
    },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Numbers in templates are plain to read.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void promise` says that an answer is not waited for.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      // A dialog or picker that somebody opened starts in its first field.
      'jsx-a11y/no-autofocus': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "A customer's HTML belongs into MailFrame, nothing else needs raw HTML.",
        },
      ],
    },
  },
  {
    // Configuration files and the tools read by their own programs must export by default.
    files: ['*.config.{ts,js}', 'test-server/vite.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['src/**/*.test.{ts,tsx}'],
    rules: { 'import-x/no-restricted-paths': 'off' },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
)
