/** Zod would compile its parsers with `new Function`, which the content security policy refuses: imported before any schema. */
import { z } from 'zod';

z.config({ jitless: true });
