/** What the build does with files that are not plain modules. */

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Style sheets as shortened text, for `adoptedStyleSheets`.
 * @param {string[]} target
 * @returns {esbuild.Plugin}
 */
export function plainText(target) {
  return {
    name: 'style sheets as text',
    setup(build) {
      build.onLoad({ filter: /\/styles\/[^/]+\.css$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const { code } = await esbuild.transform(source, { loader: 'css', minify: true, target });
        return { contents: code.trim(), loader: 'text' };
      });
    },
  };
}

/**
 * Modules without their indentation, which templates would otherwise carry to every visitor.
 * @param {string} folder Root of the modules that are treated so.
 * @returns {esbuild.Plugin}
 */
export function withoutIndentation(folder) {
  return {
    name: 'templates without indentation',
    setup(build) {
      build.onLoad({ filter: /\.js$/ }, async ({ path }) => {
        if (!path.startsWith(folder) || path.includes('node_modules')) return undefined;
        return { contents: (await readFile(path, 'utf8')).replace(/\n[ \t]+/g, '\n'), loader: 'js' };
      });
    },
  };
}

/**
 * The glue of wasm-bindgen as a function. The glue keeps its one instance in a variable of its module; as
 * a function it is new at each call, so that each capture has an instance, and a memory, of its own; and it can be
 * given files of another kind than the browser's.
 * @param {string} path
 * @returns {esbuild.Plugin}
 */
export function freshGlue(path) {
  return {
    name: 'glue as a function',
    setup(build) {
      build.onResolve({ filter: /^ftpscope-glue$/ }, () => ({ path, namespace: 'glue' }));
      build.onLoad({ filter: /.*/, namespace: 'glue' }, async () => {
        const { outputFiles } = await esbuild.build({
          entryPoints: [path], bundle: true, write: false, format: 'iife', globalName: 'glue', logLevel: 'warning',
        });
        const code = outputFiles[0]?.text ?? '';
        return { contents: `export function createGlue({ Blob, FileReaderSync } = globalThis) {\n${code}\nreturn glue;\n}`, loader: 'js' };
      });
    },
  };
}

/**
 * Modules in the place of others.
 * @param {string} folder Root of the modules.
 * @param {Record<string, string>} paths Within the folder: which one is replaced, and by which.
 * @returns {esbuild.Plugin}
 */
export function replacing(folder, paths) {
  const places = new Map(Object.entries(paths).map(([from, to]) => [join(folder, from), join(folder, to)]));
  return {
    name: 'modules in place of others',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
        const place = places.get(join(dirname(importer), path));
        return place === undefined ? undefined : { path: place };
      });
    },
  };
}
