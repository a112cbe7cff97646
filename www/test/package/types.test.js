/** The types of the npm package, in projects that check strictly. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installedProject, run } from './installed.js';

/** @import {Project} from './installed.js' */

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** What every project below has; the libraries' own declarations are checked, too. */
const STRICT = { strict: true, noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, target: 'es2022' };

const PAGE = `
import { FtpCaptureElement, type CaptureState } from 'ftpscope';
import { FtpCaptureElement as Class } from 'ftpscope/element';

customElements.define('my-capture', class extends Class {});
const element = document.querySelector('ftp-capture');
if (element === null) throw new Error('none');
const same: FtpCaptureElement = element;
element.src = 'login.pcap';
element.panes = ['talk', 'packets'];
element.view = 'story';
element.addEventListener('statechange', ({ detail: { state } }) => { const known: CaptureState = state; console.log(known); });
element.addEventListener('click', (event) => console.log(event.type));
await element.open(new Blob([]), 'a.pcap');
await same.ready;
`;

const CORE = `
import { CaptureError, openCapture, plain, type OpenedCapture } from 'ftpscope/core';
import type { ExchangeView } from 'ftpscope/types/model.js';

const controller = new AbortController();
try {
  const capture: OpenedCapture = await openCapture(new Uint8Array(4), { signal: controller.signal, onProgress: ({ frames }) => console.log(frames) });
  const rows: ExchangeView[] = capture.exchanges(0, 0, 10);
  const verb: string | undefined = rows[0]?.command?.verb ?? undefined;
  console.log(plain(verb), capture.frame(1)?.row.number, capture.read_file(capture.open_file(0, 'wire', false)).length);
  capture.free();
} catch (error) {
  if (error instanceof CaptureError) console.log(error.code, error.offset?.toFixed());
}
`;

describe('types of the npm package', () => {
  /** @type {Project} */ let project;
  before(async () => { project = await installedProject(); });
  after(() => project?.remove());

  /**
   * What the compiler says of a file.
   * @param {string} name
   * @param {string} text
   * @param {object} options
   */
  async function compile(name, text, options) {
    project.put(`${name}.ts`, text);
    project.put(`${name}.json`, JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files: [`${name}.ts`] }));
    return run(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '-p', `${name}.json`, '--pretty', 'false'], project.folder)
      .then(() => [], (error) => String(error.message).split('\n').filter((line) => /error TS/.test(line)));
  }

  const BUNDLED = { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'], types: [] };
  const IN_NODE = { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2022'], types: ['node'], typeRoots: [join(MODULES, '@types')] };

  test('of the element, on a page', async () => {
    assert.deepEqual(await compile('page', PAGE, BUNDLED), []);
  });

  test('of all that the manifest tells of the element', async () => {
    const { modules } = JSON.parse(readFileSync(join(project.package, 'custom-elements.json'), 'utf8'));
    const element = modules.flatMap((/** @type {any} */ { declarations = [] }) => declarations)
      .find((/** @type {any} */ { tagName }) => tagName === 'ftp-capture');
    /** @type {{ kind: string, name: string, type?: { text: string } }[]} */
    const members = element.members;
    assert.ok(members.length > 15 && element.events.length > 3);
    // Types of other files are known here by the names that the package has for them.
    const lines = [
      "import type { FtpCaptureElement, FtpCaptureEventMap, Sample } from 'ftpscope';", 'declare const element: FtpCaptureElement;',
      ...members.map(({ kind, name, type }, index) => (kind === 'method' ? `element.${name};` : `const m${index}: ${type?.text} = element.${name};`)),
      ...element.events.map((/** @type {any} */ { name, type }, /** @type {number} */ index) => `const e${index}: ${type.text} = null! as FtpCaptureEventMap['${name}'];`),
    ];
    assert.deepEqual(await compile('manifest', lines.join('\n'), BUNDLED), []);
  });

  test('of the core, in Node and in a worker', async () => {
    assert.deepEqual(await compile('node', CORE, IN_NODE), []);
    assert.deepEqual(await compile('worker', CORE, { ...BUNDLED, lib: ['es2022', 'webworker'] }), []);
  });

  test('what is wrong does not compile', async () => {
    const wrong = `import 'ftpscope'; import { openCapture } from 'ftpscope/core';
      const element = document.querySelector('ftp-capture');
      element!.view = 'packets';
      element!.panes = ['tail'];
      (await openCapture('login.pcap')).sessions();
    `;
    const lines = (await compile('wrong', wrong, BUNDLED)).map((line) => Number(/\((\d+),/.exec(line)?.[1]));
    assert.deepEqual([...new Set(lines)], [3, 4, 5]);
  });
});
