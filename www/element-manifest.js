/**
 * What is told of `<ftp-capture>` to tools (a custom elements manifest) and to people (`docs/element.md`): read out of the
 * comments in `public/`, `attributes.js` and `element.js`, and of the types of the package.
 */

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseComments } from 'comment-parser';
import * as espree from 'espree';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Version of the manifest's schema. */
const SCHEMA_VERSION = '1.0.0';

/** Where the class is in the npm package, and what makes the element known there. */
export const IN_PACKAGE = { definition: 'index.js', declaration: 'element.js' };

/**
 * @typedef {{ name: string, description: string }} Told
 * @typedef {Told & { type: string }} Typed
 * @typedef {Typed & { attribute: string | null, readonly: boolean }} Field
 * @typedef {Told & { parameters: (Typed & { optional: boolean })[], type: string }} Method
 */

/**
 * @typedef {object} Described
 * @property {string} name Of the class.
 * @property {string} tag
 * @property {string} description
 * @property {(Typed & { field: string | null })[]} attributes
 * @property {Field[]} fields
 * @property {Method[]} methods
 * @property {Typed[]} events
 * @property {Told[]} slots
 * @property {Told[]} parts
 * @property {Told[]} properties Custom ones of style sheets.
 */

/**
 * Reads what the sources say.
 * @returns {Promise<Described>}
 * @throws {Error} Where they do not agree.
 */
export async function describeElement() {
  const [open, attributes, element, types] = await Promise.all(
    ['public/ftp-capture.js', 'attributes.js', 'element.js', 'package/element-types.d.ts'].map((name) => readFile(join(HERE, name), 'utf8')),
  );
  const told = commentsOf(open ?? '').find(({ tags }) => tags.some(({ tag }) => tag === 'csspart'));
  if (told === undefined || types === undefined) throw new Error('public/ftp-capture.js describes no element');
  /** @param {string} tag */
  const tagged = (tag) => told.tags.filter((one) => one.tag === tag).map(toldIn);
  const typed = new Map(typesOf(types, 'FtpCaptureElement').map((one) => [one.name, one]));
  const own = [...membersOf(attributes ?? '', () => true), ...membersOf(element ?? '', ({ tags }) => tags.some(({ tag }) => tag === 'public'))];
  const observed = observedIn(attributes ?? '');
  const others = tagged('attr').map((one) => ({ ...one, field: null, type: 'string' }));

  const fields = own.filter(({ name }) => typed.get(name)?.parameters === null).map(({ name, comment }) => {
    const { type = '', readonly = false } = typed.get(name) ?? {};
    const attribute = kebab(name);
    const reflects = !others.some((one) => one.name === attribute) && new RegExp(`#(?:reflect|toggle)\\('${attribute}'`).test(attributes ?? '');
    return { name, description: textOf(comment.description), type, readonly, attribute: reflects ? attribute : null };
  });
  const methods = own.flatMap(({ name, comment }) => {
    const { type = '', parameters = null } = typed.get(name) ?? {};
    if (parameters === null) return [];
    return [{
      name, type, description: textOf(comment.description),
      parameters: parameters.map((parameter) => ({ ...parameter, description: textOf(comment.tags.find((tag) => tag.tag === 'param' && tag.name === parameter.name)?.description ?? '') })),
    }];
  });
  const known = new Set(own.map(({ name }) => name));
  for (const name of typed.keys()) if (!known.has(name)) throw new Error(`${name} is in the types and not described in the sources`);
  for (const name of known) if (!typed.has(name)) throw new Error(`${name} is described in the sources and not in the types`);

  const reflected = fields.flatMap(({ name, attribute, type, description }) => (attribute === null ? [] : [{ name: attribute, field: name, type: asAttribute(type), description }]));
  const settings = [...reflected, ...others];
  for (const name of observed) if (!settings.some((one) => one.name === name)) throw new Error(`the attribute ${name} is not described`);
  const eventTypes = new Map(typesOf(types, 'FtpCaptureEventMap').map((one) => [one.name, one.type]));
  const events = tagged('emits-event').map((one) => ({ ...one, type: eventTypes.get(one.name) ?? 'Event' }));
  for (const name of eventTypes.keys()) if (!events.some((one) => one.name === name)) throw new Error(`the event ${name} is not described`);
  return {
    name: 'FtpCaptureElement', tag: tagged('tag')[0]?.name ?? '', description: textOf(told.description), attributes: settings, fields, methods, events,
    slots: tagged('slot'), parts: tagged('csspart'), properties: tagged('cssproperty'),
  };
}

/**
 * The manifest.
 * @param {Described} described
 * @param {{ definition: string, declaration: string }} paths The module that makes the element known, and the one that has its
 *   class; may be the same.
 */
export function manifestOf(described, { definition, declaration }) {
  const { name, tag, description, attributes, fields, methods, events, slots, parts, properties } = described;
  const defined = { kind: 'custom-element-definition', name: tag, declaration: { name, module: declaration } };
  const declared = {
    kind: 'javascript-module',
    path: declaration,
    declarations: [{
      kind: 'class', customElement: true, tagName: tag, name, description, superclass: { name: 'HTMLElement' },
      attributes: attributes.map(({ name, field, type, description }) => ({ name, type: { text: type }, description, ...(field === null ? {} : { fieldName: field }) })),
      members: [
        ...fields.map(({ name, type, description, readonly, attribute }) => ({
          kind: 'field', name, type: { text: type }, description, ...(readonly ? { readonly } : {}), ...(attribute === null ? {} : { attribute, reflects: true }),
        })),
        ...methods.map(({ name, type, description, parameters }) => ({
          kind: 'method', name, description, return: { type: { text: type } },
          parameters: parameters.map(({ name, type, description, optional }) => ({ name, type: { text: type }, ...(description === '' ? {} : { description }), ...(optional ? { optional } : {}) })),
        })),
      ],
      events: events.map(({ name, type, description }) => ({ name, type: { text: type }, description })),
      slots, cssParts: parts, cssProperties: properties,
    }],
    exports: definition === declaration ? [defined] : [{ kind: 'js', name, declaration: { name, module: declaration } }],
  };
  const modules = definition === declaration ? [declared] : [declared, { kind: 'javascript-module', path: definition, declarations: [], exports: [defined] }];
  return { schemaVersion: SCHEMA_VERSION, readme: '', modules };
}

/**
 * The page for people.
 * @param {Described} described
 */
export function documentOf({ tag, description, attributes, fields, methods, events, slots, parts, properties }) {
  /**
   * @param {string} title
   * @param {string[]} columns
   * @param {string[][]} rows
   */
  const table = (title, columns, rows) => [
    `## ${title}\n`, row(columns), row(columns.map(() => '---')), ...rows.map(row), '',
  ].join('\n');
  return `<!-- Made by \`npm run docs\` of the comments in the sources. -->

# \`<${tag}>\`

${description}

${[
    table('Attributes', ['Attribute', 'Type', 'Meaning'], attributes.map((one) => [code(one.name), code(one.type), one.description])),
    table('Properties', ['Property', 'Type', 'Attribute', 'Meaning'], fields.map((one) => [
      code(one.name), `${code(one.type)}${one.readonly ? ', read only' : ''}`, one.attribute === null ? '' : code(one.attribute), one.description,
    ])),
    table('Methods', ['Method', 'Meaning'], methods.map((one) => [
      code(`${one.name}(${one.parameters.map(({ name, optional, type }) => `${name}${optional ? '?' : ''}: ${type}`).join(', ')}): ${one.type}`),
      [one.description, ...one.parameters.filter(({ description }) => description !== '').map(({ name, description }) => `${code(name)}: ${description}`)].join(' '),
    ])),
    table('Events', ['Event', 'Type', 'Meaning'], events.map((one) => [code(one.name), code(one.type), one.description])),
    table('Content', ['Slot', 'Meaning'], slots.map((one) => [one.name === '' ? 'none' : code(one.name), one.description])),
    table('Parts', ['`::part()`', 'What it is'], parts.map((one) => [code(one.name), one.description])),
    table('Custom properties', ['Property', 'What it is'], properties.map((one) => [code(one.name), one.description])),
  ].join('\n')}`;
}

/** @param {string[]} cells */
function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}

/**
 * @param {string} source
 * @returns {import('comment-parser').Block[]}
 */
function commentsOf(source) {
  return parseComments(source, { spacing: 'preserve' });
}

/**
 * The public members of the classes in a module, with the comments in front of them.
 * @param {string} source
 * @param {(comment: import('comment-parser').Block) => boolean} isWanted
 * @returns {{ name: string, comment: import('comment-parser').Block }[]}
 */
function membersOf(source, isWanted) {
  const tree = espree.parse(source, { ecmaVersion: 'latest', sourceType: 'module', comment: true, range: true });
  const { comments } = /** @type {{ comments: { type: string, value: string, range: [number, number] }[] }} */ (/** @type {unknown} */ (tree));
  /** @type {Map<string, import('comment-parser').Block>} */
  const found = new Map();
  /** @param {any} node */
  const see = (node) => {
    const { type, key, kind, static: isStatic, range, expression } = node;
    const assigned = type === 'ExpressionStatement' && expression.type === 'AssignmentExpression' && expression.left.object?.type === 'ThisExpression' ? expression.left.property : null;
    const name = type === 'MethodDefinition' && !isStatic && kind !== 'constructor' && kind !== 'set' ? key : assigned;
    if (name?.type === 'Identifier') {
      const before = comments.find((comment) => comment.type === 'Block' && comment.range[1] <= range[0] && source.slice(comment.range[1], range[0]).trim() === '');
      const [comment] = before === undefined ? [] : commentsOf(`/*${before.value}*/`);
      if (comment !== undefined && isWanted(comment) && !comment.tags.some(({ tag }) => ['override', 'internal'].includes(tag))) found.set(name.name, comment);
    }
    if (kind === 'constructor') for (const statement of node.value.body.body) see(statement);
  };
  for (const { type, declaration } of /** @type {any[]} */ (tree.body)) {
    if (type === 'ExportNamedDeclaration' && declaration?.type === 'ClassDeclaration') for (const member of declaration.body.body) see(member);
  }
  return [...found].map(([name, comment]) => ({ name, comment }));
}

/**
 * The attributes that a class follows.
 * @param {string} source
 */
function observedIn(source) {
  const list = /observedAttributes = \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  return [...list.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name ?? '');
}

/**
 * Names and types in a class or an interface of the types, aliases written out. Each member stands on a line of its own.
 * @param {string} source
 * @param {string} name
 */
function typesOf(source, name) {
  const aliases = new Map([...source.matchAll(/^export type (\w+) = ([^;]+);/gm)].map(([, alias, type]) => [alias ?? '', type ?? '']));
  /** @param {string} type */
  const written = (type) => type.replaceAll(/\b[A-Z]\w+\b(?!\[\])/g, (word) => aliases.get(word) ?? word)
    .replaceAll(/\b([A-Z]\w+)\[\]/g, (whole, word) => (aliases.has(word) ? `(${aliases.get(word)})[]` : whole));
  const body = new RegExp(`(?:class|interface) ${name}[^{]*\\{\\n([^]*?)\\n\\}`).exec(source)?.[1] ?? '';
  /** @type {{ name: string, type: string, readonly: boolean, parameters: { name: string, type: string, optional: boolean }[] | null }[]} */
  const found = [];
  for (const line of body.split('\n')) {
    const method = /^ {2}(\w+)\(([^)]*)\): (.+);$/.exec(line);
    const getter = /^ {2}get (\w+)\(\): (.+);$/.exec(line);
    const field = /^ {2}'?([\w-]+)'?: (.+);$/.exec(line);
    if (method && method[1] !== 'addEventListener') {
      const parameters = (method[2] ?? '').split(', ').filter(Boolean).map((text) => {
        const [, parameter = '', mark, type = ''] = /^(\w+)(\?)?: (.+)$/.exec(text) ?? [];
        return { name: parameter, type: written(type), optional: mark !== undefined };
      });
      found.push({ name: method[1] ?? '', type: written(method[3] ?? ''), readonly: true, parameters });
    } else if (getter) {
      found.push({ name: getter[1] ?? '', type: written(getter[2] ?? ''), readonly: !body.includes(`set ${getter[1]}(`), parameters: null });
    } else if (field) {
      found.push({ name: field[1] ?? '', type: written(field[2] ?? ''), readonly: false, parameters: null });
    }
  }
  return found;
}

/** @param {{ name: string, description: string }} tag */
function toldIn({ name, description }) {
  // A slot without a name begins with the dash.
  return name === '-' ? { name: '', description: textOf(description) } : { name, description: textOf(description).replace(/^- /, '') };
}

/**
 * A comment's text on one line for each paragraph.
 * @param {string} text
 */
function textOf(text) {
  return text.trim().split(/\n\s*\n/).map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim()).join('\n\n');
}

/** @param {string} name */
function kebab(name) {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The type of a property as its attribute has it: no attribute is null.
 * @param {string} type
 */
function asAttribute(type) {
  return type.replace(/ \| null$/, '').replace(/^readonly \(.*\)\[\]$/, 'string');
}
