import { readdirSync } from 'node:fs'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Folders that know no feature. */
const shared = ['i18n', 'ui', 'api', 'commands', 'preferences']

const features = readdirSync('src/features', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

/** Out of some folder and into one of these. */
const into = (folders) => `^(\\.\\./)+(${folders.join('|')})/`

/** shared → features → app, made from the folder list so that a new feature has its border at once. */
const borders = [
  ...shared.map((folder) => ({
    files: [`src/${folder}/**`],
    regex: into(['features', 'app']),
    message: 'Shared folders know no feature. Hand the feature in from app/ instead.',
  })),
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    regex: into(['app', 'features', ...features.filter((other) => other !== feature)]),
    message: 'Features know neither each other nor app/. Put them together there.',
  })),
].map(({ files, regex, message }) => ({
  files,
  ignores: ['**/*.test.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex, message }, { regex: 'test-server', message: 'The test server is for tests only.' }] },
    ],
  },
}))

const rawHtml = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: "A customer's HTML belongs into MailFrame, nothing else needs raw HTML.",
}
const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Give it a name where it is made.' }

export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.ts', 'node_modules', 'target', 'test-results', 'playwright-report'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  jsxA11y.flatConfigs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
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
      'no-restricted-syntax': ['error', rawHtml, defaultExport],
    },
  },
  {
    // They compile each file as React does, which costs a quarter of all checks and tells nothing about tests.
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // Configuration files and the tools read by their own programs must export by default.
    files: ['*.config.{ts,js}', 'test-server/vite.config.ts'],
    rules: { 'no-restricted-syntax': ['error', rawHtml] },
  },
  ...borders,
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
)
