/** Listeners come and go while values are given out. */
import { expect, it } from 'vitest';
import { createEmitter } from '../../../shared/lib/emitter.ts';

it('gives each value to every listener until it stops, the same function twice counted twice', () => {
  const { subscribe, emit } = createEmitter<number>();
  const heard: number[] = [];
  const listener = (value: number): void => void heard.push(value);
  const stopFirst = subscribe(listener);
  subscribe(listener);
  emit(1);
  stopFirst();
  emit(2);
  expect(heard).toEqual([1, 1, 2]);
});
