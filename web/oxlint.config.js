import { readdirSync } from 'node:fs'

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
  excludeFiles: ['**/*.test.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex, message }, { regex: 'test-server', message: 'The test server is for tests only.' }] },
    ],
  },
}))

const on = (plugin, names) => Object.fromEntries(names.map((name) => [`${plugin}/${name}`, 'error']))

const rawHtml = {
  forbid: [
    {
      propName: 'dangerouslySetInnerHTML',
      message: "A customer's HTML belongs into MailFrame, nothing else needs raw HTML.",
    },
  ],
}

/** What can be told from one file alone. */
const syntax = {
  ...on('eslint', [
    'no-array-constructor',
    'no-empty-function',
    'no-unused-expressions',
    'no-useless-constructor',
    'no-var',
    'prefer-const',
    'prefer-rest-params',
    'prefer-spread',
  ]),
  // Nothing is unused only because its name says so.
  'eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^$', varsIgnorePattern: '^$', caughtErrorsIgnorePattern: '^$' },
  ],
  ...on('typescript', [
    'adjacent-overload-signatures',
    'array-type',
    'ban-tslint-comment',
    'class-literal-property-style',
    'consistent-generic-constructors',
    'consistent-indexed-object-style',
    'consistent-type-assertions',
    'no-confusing-non-null-assertion',
    'no-duplicate-enum-values',
    'no-dynamic-delete',
    'no-empty-object-type',
    'no-explicit-any',
    'no-extra-non-null-assertion',
    'no-extraneous-class',
    'no-inferrable-types',
    'no-invalid-void-type',
    'no-misused-new',
    'no-namespace',
    'no-non-null-asserted-nullish-coalescing',
    'no-non-null-asserted-optional-chain',
    'no-non-null-assertion',
    'no-require-imports',
    'no-this-alias',
    'no-unnecessary-type-constraint',
    'no-unsafe-declaration-merging',
    'no-unsafe-function-type',
    'no-wrapper-object-types',
    'prefer-as-const',
    'prefer-for-of',
    'prefer-function-type',
    'prefer-literal-enum-member',
    'prefer-namespace-keyword',
    'triple-slash-reference',
    'unified-signatures',
  ]),
  'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
}

/** What needs the types of the whole program. */
const types = {
  ...on('typescript', [
    'await-thenable',
    'consistent-type-imports',
    'dot-notation',
    'no-array-delete',
    'no-base-to-string',
    'no-deprecated',
    'no-duplicate-type-constituents',
    'no-floating-promises',
    'no-for-in-array',
    'no-generated-empty-object-type',
    'no-implied-eval',
    'no-meaningless-void-operator',
    'no-misused-promises',
    'no-misused-spread',
    'no-mixed-enums',
    'no-redundant-type-constituents',
    'no-unnecessary-boolean-literal-compare',
    'no-unnecessary-condition',
    'no-unnecessary-template-expression',
    'no-unnecessary-type-arguments',
    'no-unnecessary-type-assertion',
    'no-unnecessary-type-conversion',
    'no-unnecessary-type-parameters',
    'no-unsafe-argument',
    'no-unsafe-assignment',
    'no-unsafe-call',
    'no-unsafe-enum-assignment',
    'no-unsafe-enum-comparison',
    'no-unsafe-member-access',
    'no-unsafe-return',
    'no-unsafe-unary-minus',
    'no-useless-default-assignment',
    'non-nullable-type-assertion-style',
    'only-throw-error',
    'prefer-find',
    'prefer-includes',
    'prefer-nullish-coalescing',
    'prefer-optional-chain',
    'prefer-promise-reject-errors',
    'prefer-reduce-type-parameter',
    'prefer-regexp-exec',
    'prefer-return-this-type',
    'prefer-string-starts-ends-with',
    'related-getter-setter-pairs',
    'require-await',
    'switch-exhaustiveness-check',
    'unbound-method',
    'use-unknown-in-catch-callback-variable',
  ]),
  'typescript/consistent-type-definitions': ['error', 'type'],
  // `void promise` says that an answer is not waited for.
  'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  'typescript/restrict-plus-operands': [
    'error',
    { allowAny: false, allowBoolean: false, allowNullish: false, allowNumberAndString: false, allowRegExp: false },
  ],
  // Numbers in templates are plain to read.
  'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
}

/** Whatever a person does to an element. */
const handlers = [
  ...['Blur', 'Focus', 'KeyDown', 'KeyPress', 'KeyUp', 'Click', 'ContextMenu', 'DblClick', 'DoubleClick'],
  ...['Drag', 'DragEnd', 'DragEnter', 'DragExit', 'DragLeave', 'DragOver', 'DragStart', 'Drop'],
  ...['MouseDown', 'MouseEnter', 'MouseLeave', 'MouseMove', 'MouseOut', 'MouseOver', 'MouseUp'],
].map((event) => `on${event}`)

/** All of jsx-a11y's strict set but no-autofocus: a dialog or picker that somebody opened starts in its first field. */
const accessibility = {
  ...on('jsx-a11y', [
    'alt-text',
    'anchor-has-content',
    'anchor-is-valid',
    'aria-activedescendant-has-tabindex',
    'aria-props',
    'aria-proptypes',
    'aria-role',
    'aria-unsupported-elements',
    'autocomplete-valid',
    'click-events-have-key-events',
    'heading-has-content',
    'html-has-lang',
    'iframe-has-title',
    'img-redundant-alt',
    'label-has-associated-control',
    'media-has-caption',
    'mouse-events-have-key-events',
    'no-access-key',
    'no-distracting-elements',
    'no-noninteractive-element-to-interactive-role',
    'no-redundant-roles',
    'role-has-required-aria-props',
    'role-supports-aria-props',
    'scope',
    'tabindex-no-positive',
  ]),
  'jsx-a11y/interactive-supports-focus': [
    'error',
    {
      tabbable: ['button', 'checkbox', 'link', 'progressbar', 'searchbox', 'slider', 'spinbutton', 'switch', 'textbox'],
    },
  ],
  'jsx-a11y/no-interactive-element-to-noninteractive-role': ['error', {}],
  'jsx-a11y/no-noninteractive-element-interactions': [
    'error',
    { body: ['onError', 'onLoad'], iframe: ['onError', 'onLoad'], img: ['onError', 'onLoad'] },
  ],
  'jsx-a11y/no-noninteractive-tabindex': ['error', { allowExpressionValues: false, roles: [], tags: [] }],
  'jsx-a11y/no-static-element-interactions': ['error', { handlers }],
}

/** The rules of hooks, and what React's compiler must be able to count on. */
const hooks = on('react', [
  'error-boundaries',
  'exhaustive-deps',
  'globals',
  'immutability',
  'incompatible-library',
  'preserve-manual-memoization',
  'purity',
  'refs',
  'rules-of-hooks',
  'set-state-in-effect',
  'set-state-in-render',
  'static-components',
  'unsupported-syntax',
  'use-memo',
])

export default {
  // Only what is named here is on.
  plugins: ['eslint', 'typescript', 'react', 'jsx-a11y', 'import'],
  categories: { correctness: 'off' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error', respectEslintDisableDirectives: false },
  ignorePatterns: ['dist', 'src/api/schema.ts', 'node_modules', 'target', 'test-results', 'playwright-report'],
  rules: { ...syntax, ...accessibility },
  overrides: [
    {
      files: ['**/*.{ts,tsx}'],
      rules: {
        ...types,
        'react/forbid-dom-props': ['error', rawHtml],
        'react/forbid-component-props': ['error', rawHtml],
        'import/no-default-export': 'error',
      },
    },
    {
      // About tests they tell nothing.
      files: ['src/**/*.{ts,tsx}'],
      excludeFiles: ['**/*.test.{ts,tsx}'],
      rules: hooks,
    },
    {
      // Configuration files and the tools read by their own programs must export by default.
      files: ['*.config.ts', 'test-server/vite.config.ts', 'test-server/alone.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    ...borders,
  ],
}
