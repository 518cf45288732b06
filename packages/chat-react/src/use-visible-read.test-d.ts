import { expectTypeOf, test } from 'vitest';
import { useVisibleRead, type UseVisibleRead } from './use-visible-read.ts';

test('a list is watched by its ref, or says itself what is visible', () => {
  expectTypeOf(useVisibleRead).returns.toEqualTypeOf<UseVisibleRead>();
  expectTypeOf<UseVisibleRead['listRef']>().toExtend<React.RefCallback<HTMLOListElement>>();
  expectTypeOf<UseVisibleRead['onVisibleChange']>().toEqualTypeOf<
    (newestVisibleKey: string | null) => void
  >();
  expectTypeOf(useVisibleRead).toBeCallableWith('19:1@thread.v2', { enabled: false });
  // @ts-expect-error Where nothing is visible that is said by null.
  expectTypeOf<UseVisibleRead['onVisibleChange']>().toBeCallableWith(undefined);
});
