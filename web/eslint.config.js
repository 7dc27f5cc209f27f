import tseslint from 'typescript-eslint'

// What Oxlint does not know yet; everything else is in oxlint.config.js.
export default tseslint.config(
  { ignores: ['dist', 'src/api/schema.ts', 'node_modules', 'target', 'test-results', 'playwright-report', '**/*.{js,mjs}'] },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.json', jsDocParsingMode: 'none', tsconfigRootDir: import.meta.dirname },
    },
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
)
