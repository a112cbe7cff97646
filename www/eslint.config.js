import jsdoc from 'eslint-plugin-jsdoc';

/** Ways to turn text into markup, and class fields that hide watched properties. */
const FORBIDDEN_SYNTAX = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|write|writeln|eval)$/]',
    message: 'Text from a capture reaches the page as text only.',
  },
  {
    selector: 'ClassDeclaration[superClass] > ClassBody > PropertyDefinition[static=false][key.type!="PrivateIdentifier"]',
    message: 'A class field hides the property that the base element watches; set it in the constructor.',
  },
  { selector: 'ImportDeclaration[source.value=/unsafe-(html|svg|mathml)/]', message: 'Text reaches the page as text only.' },
  { selector: 'TaggedTemplateExpression[tag.name="html"] > TemplateLiteral > TemplateElement[value.raw=/\\sstyle=/]', message: 'Inline styles do not pass a Content-Security-Policy.' },
];

/**
 * Folders and what they must not import: element → views → parts → words and formats, worker apart.
 * @param {string[]} patterns
 */
const without = (patterns) => ({ 'no-restricted-imports': ['error', { patterns: [{ regex: patterns.join('|') }] }] });

export default [
  { ignores: ['node_modules', 'types/report.d.ts'] },
  jsdoc.configs['flat/recommended-typescript-flavor-error'],
  {
    files: ['**/*.js'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...FORBIDDEN_SYNTAX],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'jsdoc/require-jsdoc': ['error', { require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: false } }],
      'jsdoc/require-param-description': 'off',
      'jsdoc/require-returns': 'off',
      'jsdoc/require-returns-description': 'off',
      'jsdoc/require-property-description': 'off',
      'jsdoc/require-throws-type': 'off',
      'jsdoc/no-undefined-types': 'off',
      'jsdoc/tag-lines': 'off',
      'jsdoc/reject-any-type': 'off',
      'jsdoc/check-tag-names': ['error', { definedTags: ['tag', 'attr', 'emits-event', 'slot', 'csspart', 'cssproperty'] }],
    },
  },
  { files: ['views/**'], rules: without(['^\\./', '/views/', '/client', '/element', '/worker', '/store', '/loader', '/public/', '/index']) },
  { files: ['parts/**'], rules: without(['/views/', '/client', '/element', '/worker', '/store', '/loader', '/public/', '/index']) },
  { files: ['worker/**'], rules: without(['^lit', '/views/', '/parts/', '/client', '/element', '/store', '/loader', '/words', '/format', '/public/', '/index']) },
  { files: ['client.js', 'store.js', 'loader.js', 'format.js', 'words.js', 'file-intake.js', 'start-worker.js', 'rest.js', 'first-words.js', 'time-left.js', 'plain-text.js', 'places.js', 'worker-host.js', 'sources.js', 'place.js'], rules: without(['^lit', '/views/', '/parts/', '/element', '/worker/', '/public/', '/index']) },
  { files: ['element.js', 'annex.js', 'attributes.js', 'lazy-element.js', 'later.js'], rules: without(['/worker/', '/public/', '/index']) },
  { files: ['files/**'], rules: without(['/element', '/worker', '/public/', '/index']) },
  { files: ['packets/**'], rules: without(['/element', '/worker', '/public/', '/index']) },
  { files: ['public/**'], rules: without(['/views/', '/parts/', '/worker/', '/store', '/loader', '/index']) },
];
