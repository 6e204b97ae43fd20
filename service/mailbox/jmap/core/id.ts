/** The shape of an identifier (RFC 8620 section 1.2). */
import { z } from 'zod';

export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, 'is not an Id');
