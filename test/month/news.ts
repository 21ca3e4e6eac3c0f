/** All that the invented newsrooms publish in the month. */
import { CAMPS } from './news-camps.ts';
import type { NewsItem } from './news-item.ts';
import { OPERATIONS } from './news-operations.ts';
import { STATEMENTS } from './news-statements.ts';

export const NEWS: readonly NewsItem[] = [...STATEMENTS, ...CAMPS, ...OPERATIONS];
