/** Where the remarks of a page's author stand. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesInStory, placesOfNotes } from '../../notes.js';

/** @param {[number, number][]} lines */
const lines = (...lines) => lines.map(([first, last]) => ({ first_frame: first, frame: last }));

test('a packet with several lines has its notes below the first', () => {
  const [a, b, c] = lines([4, 4], [6, 6], [6, 6]);
  assert.ok(a && b && c);
  const places = placesOfNotes([6, 99], [a, b, c]);
  assert.deepEqual([places.get(a), places.get(b), places.get(c)], [undefined, [6], undefined]);
});

test('a line of two packets has the notes of both', () => {
  const [line] = lines([9, 8]);
  assert.ok(line);
  assert.deepEqual(placesOfNotes([8, 9], [line]).get(line), [9, 8]);
});

test('in the story a note stands in the first step that names its packet', () => {
  /** @param {[number, number][]} frames */
  const step = (...frames) => /** @type {any} */ ({ facts: frames.map((run) => ({ frames: [run] })) });
  const [first, second, third] = [step(), step([1, 3], [7, 7]), step([7, 12])];
  const places = placesInStory([2, 7, 10, 13], [first, second, third]);
  assert.deepEqual([places.get(first), places.get(second), places.get(third)], [undefined, [2, 7], [10]]);
});
