/** Testing Library gives up after a second, which a busy machine needs for a page. */
import { configure } from '@testing-library/react';
import { MINUTE_MS } from '../../shared/domain/instant.ts';

configure({ asyncUtilTimeout: 2 * MINUTE_MS });
