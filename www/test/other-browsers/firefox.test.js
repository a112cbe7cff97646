/** The page in Firefox. */

import { test } from 'node:test';

test('the tutorial\'s captures are read in Firefox', { skip: 'Firefox is not driven by these tests yet' });
