// The end of `course.js`: makes of its tables what the player works with.

import { type Outline, unpack } from './outline';

window.courseBuilderData = unpack(window.courseBuilderData as unknown as Outline);
