/** What courses need: questions and lessons. Loaded when somebody asks for one of them. */

export { defineLab } from './lab/lab.js';
export { defineLesson } from './single-file/lesson-form.js';
