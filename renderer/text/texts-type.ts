/** The shape that every language's texts have: English's keys, any words. */
import type { en } from './en.ts';

type Words<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Words<Tree[Key]> };

export type Texts = Words<typeof en>;
